/** Where progress is written to. */
type Target = Pick<NodeJS.WriteStream, 'isTTY' | 'write'>;

/** How far a copy is. */
interface Step {
  readonly doing: 'copying' | 'comparing';
  readonly table: string;
  readonly rowsDone: number;
  readonly rowsInAll: number;
}

/** Shows how far a copy is: on a terminal in one line that changes, elsewhere in a line for each table that is copied. */
export function createProgress(target: Target) {
  let isLineBegun = false;
  return {
    show({ doing, table, rowsDone, rowsInAll }: Step): void {
      const text = `${doing} ${table}: ${rowsDone} of ${rowsInAll} rows`;
      if (target.isTTY) target.write(`\r\u001b[K${text}`);
      else if (doing === 'copying' && rowsDone === rowsInAll) target.write(`${text}\n`);
      isLineBegun = target.isTTY;
    },
    /** Leaves an empty line to go on with. */
    end(): void {
      if (isLineBegun) target.write('\r\u001b[K');
      isLineBegun = false;
    },
  };
}
