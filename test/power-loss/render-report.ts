import { spawnSync } from 'node:child_process';
import { cpus, release } from 'node:os';
import Database from 'better-sqlite3';
import { isKept, type PowerLossResult } from './run-power-loss.ts';

export interface ReportOptions {
  readonly command: string;
  readonly seed: number;
  readonly full: PowerLossResult;
  readonly normal: PowerLossResult;
}

const ROWS: readonly (readonly [what: string, of: keyof PowerLossResult])[] = [
  ['messages acknowledged', 'acknowledged'],
  ['writes to the data folder', 'writes'],
  ['syncs of its files and of itself', 'syncs'],
  ['images: times the power failed', 'images'],
  ['… at so many different places', 'places'],
  ['places right before or after a sync or an acknowledgement', 'edges'],
  ['… at which the power failed', 'edgesCut'],
  ['images that lost an acknowledged message', 'imagesWithLoss'],
  ['most acknowledged messages that one image lost', 'mostLost'],
  ['images with a damaged database', 'damaged'],
  ['images with a message twice', 'withDoubles'],
  ['images with a hole in a chat', 'withHoles'],
];

const METHOD = `A real relay runs under \`strace\` from its first start to its stop, while visitors write to it over WebSockets and
checkpoints move its write-ahead log into the database. The trace holds every change of its data folder, every sync, and every
acknowledgement as it leaves by a socket, in one order. It is whole: played to its end it gives, byte for byte, the files
that the relay left, and it has every acknowledgement that the visitors heard. Then the power fails at chosen places of it:
right before and right after syncs and acknowledgements (three quarters, all of them where they fit), and anywhere (the rest).

Each image holds for certain what was written before a sync of its file, and the names made before a sync of the folder.
Every later write is dropped, kept, or torn at 512 bytes with any of its sectors; every later name is there or not. The image
is opened with SQLite, which must find nothing wrong (\`integrity_check\`, \`foreign_key_check\`); each message that was
acknowledged before the cut must be there once, as it was sent, with the number that was told; each chat must be numbered
without holes. That the data folder itself is there is assumed: where it is missing, the relay makes it at its first start, and
syncs it, but not the folder around it.

The control is the same relay with \`synchronous = NORMAL\`, forced on it from outside. It must lose messages, or the proof
could not see a loss.

What this does not show: a disk that says it has synced and has not, and a file system that breaks its promise.`;

/** The report of a run as a page in Markdown. */
export function renderReport({ command, seed, full, normal }: ReportOptions): string {
  const isShown = isKept(full) && normal.imagesWithLoss > 0;
  const rows = ROWS.map(([what, of]) => `| ${what} | ${full[of]} | ${normal[of]} |`);
  return [
    '# Power loss',
    'P1: a message shows its tick only after it is committed and on disk.',
    `\`${command}\` on ${new Date().toISOString().slice(0, 10)}, commit ${outputOf('git', 'rev-parse', '--short', 'HEAD')}, seed ${seed}.\n${machine()}`,
    isShown
      ? '**No acknowledged message was lost with `synchronous = FULL`; the control lost some.**'
      : '**The proof failed.**',
    ['| what | FULL, as shipped | NORMAL, the control |', '|---|---|---|', ...rows].join('\n'),
    ...(full.examples.length > 0 ? [full.examples.map((one) => `- ${one}`).join('\n')] : []),
    '## How',
    METHOD,
    'The same seed chooses the same images of the same trace. When which message arrives is the operating system’s to say,\nso a new run records a new trace; `--keep FOLDER` and `--replay FOLDER` use one again.',
    '',
  ].join('\n\n');
}

function machine(): string {
  const sqlite = new Database(':memory:').prepare('SELECT sqlite_version()').pluck().get();
  const [first] = cpus();
  const strace = /version (\S+)/.exec(outputOf('strace', '-V'))?.[1] ?? 'not there';
  return `Node ${process.version}, SQLite ${sqlite}, strace ${strace}, Linux ${release().split('-')[0]}, ${cpus().length} × ${first?.model.trim()}.`;
}

function outputOf(command: string, ...args: string[]): string {
  return spawnSync(command, args, { encoding: 'utf8' }).stdout?.trim() ?? '';
}
