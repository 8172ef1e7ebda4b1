import { spawnSync } from 'node:child_process';
import { writeFile } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import { wholeNumber } from '../helpers/whole-number.ts';
import { renderReport } from './render-report.ts';
import { runRaces } from './run-races.ts';

/** `npm run races -- --chats 10000 --operators 50 --nodes 3 --seed 1 --report docs/proofs/races.md` */
const { values } = parseArgs({
  options: {
    chats: { type: 'string', default: '10000' },
    operators: { type: 'string', default: '50' },
    nodes: { type: 'string', default: '3' },
    seed: { type: 'string', default: String(Date.now() % 1_000_000_000) },
    report: { type: 'string' },
  },
});

const options = {
  seed: wholeNumber('seed', values.seed, 0),
  chats: wholeNumber('chats', values.chats, 1),
  operators: wholeNumber('operators', values.operators, 1),
  nodes: wholeNumber('nodes', values.nodes, 1),
};
const began = performance.now();
let shown = 0;

// Ends the relays and servers too.
process.once('SIGINT', () => process.exit(130));
process.stdout.write(`seed ${options.seed}\n`);
const report = await runRaces({
  ...options,
  root: process.cwd(),
  onProgress(closed) {
    if (performance.now() - shown < 5_000) return;
    shown = performance.now();
    const seconds = Math.round((shown - began) / 1_000);
    process.stdout.write(`${seconds} s: ${closed} of ${options.chats} chats ended\n`);
  },
});
const commit = spawnSync('git', ['rev-parse', '--short', 'HEAD'], { encoding: 'utf8' });
const text = renderReport(options, report, commit.stdout.trim());
process.stdout.write(text);
if (values.report) await writeFile(values.report, text);
process.exit(report.breaches.length === 0 ? 0 : 1);
