import { cpus, release } from 'node:os';

/** What a proof found, to be put into words. */
export interface Proof {
  readonly title: string;
  /** What makes it again. */
  readonly command: string;
  readonly commit: string;
  /** What was done, a paragraph each. */
  readonly about: readonly string[];
  readonly breaches: readonly string[];
  /** Said where there are no breaches, and where there are. */
  readonly verdict: { readonly kept: string; readonly broken: string };
  readonly rows: readonly (readonly [what: string, count: string | number])[];
}

/** So many breaches are told; more say no more. */
const MOST_TOLD = 100;

/** The report of a proof as a page in Markdown. */
export function renderProof(proof: Proof): string {
  const { breaches, verdict } = proof;
  const machine = `Node ${process.version}, ${cpus().length} × ${cpus()[0]?.model.trim()}, Linux ${release()}`;
  const rows = proof.rows.map(([what, count]) => `| ${what} | ${count} |`);
  const told = breaches.slice(0, MOST_TOLD).map((breach) => `- ${breach}`);
  return [
    `# ${proof.title}`,
    `\`${proof.command}\` on ${new Date().toISOString().slice(0, 10)}, commit ${proof.commit}; ${machine}.`,
    ...proof.about,
    `**${breaches.length === 0 ? verdict.kept : verdict.broken}**`,
    ['| what | how many |', '|---|---|', ...rows].join('\n'),
    ...(told.length > 0 ? [told.join('\n')] : []),
    '',
  ].join('\n\n');
}
