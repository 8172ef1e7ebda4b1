/** What came out of the repetitions of one figure. */
export interface Spread {
  readonly median: number;
  readonly min: number;
  readonly max: number;
}

/** A figure of a table, measured (a spread, rounded) or counted (a number, exact where it is whole), or words. */
export type Cell = Spread | number | string;

export interface Table {
  readonly caption: string;
  /** Heads of all columns but the first, with their units: `messages per server-CPU-second`. */
  readonly columns: readonly string[];
  /** What the rows are: the head of the first column. */
  readonly rowsAre: string;
  readonly rows: readonly { readonly name: string; readonly cells: readonly Cell[] }[];
}

/** Drawn as SVG for the docs; `file` is its name there, with or without `.svg`. */
export type Chart =
  | {
      readonly kind: 'bars';
      readonly file: string;
      readonly title: string;
      readonly unit: string;
      /** `isOurs` marks the one that the chart is about. */
      readonly bars: readonly {
        readonly name: string;
        readonly value: Spread;
        readonly isOurs?: boolean;
      }[];
    }
  | {
      readonly kind: 'lines';
      readonly file: string;
      readonly title: string;
      readonly unit: string;
      readonly xTitle: string;
      /** Of the figures; x is linear. */
      readonly isLogarithmic?: boolean;
      readonly lines: readonly {
        readonly name: string;
        readonly isOurs?: boolean;
        readonly points: readonly (readonly [x: number, y: number])[];
      }[];
    };

/** A line of DESIGN.md's budgets as this run found it. */
export interface BudgetCheck {
  readonly what: string;
  readonly budget: string;
  readonly measured: string;
  readonly isMet: boolean;
  /** Where it is not met: why, with what the profile shows. */
  readonly reason?: string;
}

/** What one benchmark found. */
export interface Report {
  /** Its name on the command line, and of its files. */
  readonly name: string;
  readonly title: string;
  /** Markdown: what was measured, how, and what to beware of. */
  readonly method: string;
  readonly tables: readonly Table[];
  readonly charts: readonly Chart[];
  readonly budgets: readonly BudgetCheck[];
}

/** The name of a chart's file. */
export function chartFile({ file }: Chart): string {
  return file.endsWith('.svg') ? file : `${file}.svg`;
}
