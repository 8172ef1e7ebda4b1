import { spawnSync } from 'node:child_process';
import { writeFile } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import { wholeNumber } from '../helpers/whole-number.ts';
import { renderReport } from './render-report.ts';
import { runChaos } from './run-chaos.ts';

/**
 * `npm run chaos -- --messages 1000000 --kills 200 --visitors 320 --seed 1 --report docs/proofs/chaos.md`; with `--nodes 3` on
 * so many relays with a Postgres and a Redis of their own.
 */
const { values } = parseArgs({
  options: {
    messages: { type: 'string', default: '1000000' },
    kills: { type: 'string', default: '200' },
    visitors: { type: 'string', default: '320' },
    seed: { type: 'string', default: String(Date.now() % 1_000_000_000) },
    nodes: { type: 'string' },
    report: { type: 'string' },
  },
});

const options = {
  seed: wholeNumber('seed', values.seed, 0),
  messages: wholeNumber('messages', values.messages, 100),
  kills: wholeNumber('kills', values.kills, 1),
  visitors: wholeNumber('visitors', values.visitors, 2),
  nodes: values.nodes === undefined ? undefined : wholeNumber('nodes', values.nodes, 1),
};
const began = performance.now();
let shown = 0;

// Ends the relays and servers too.
process.once('SIGINT', () => process.exit(130));
process.stdout.write(`seed ${options.seed}\n`);
const report = await runChaos({
  ...options,
  root: process.cwd(),
  onProgress({ written, kills }) {
    if (performance.now() - shown < 5_000) return;
    shown = performance.now();
    const seconds = Math.round((shown - began) / 1_000);
    process.stdout.write(
      `${seconds} s: ${written} of ${options.messages} messages, ${kills} of ${options.kills} kills\n`,
    );
  },
});
const commit = spawnSync('git', ['rev-parse', '--short', 'HEAD'], { encoding: 'utf8' });
const text = renderReport(options, report, commit.stdout.trim());
process.stdout.write(text);
if (values.report) await writeFile(values.report, text);
process.exit(report.breaches.length === 0 ? 0 : 1);
