import { spawnSync } from 'node:child_process';
import { writeFile } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import { wholeNumber } from '../helpers/whole-number.ts';
import { renderReport } from './render-report.ts';
import { runDay } from './run-day.ts';

/** `npm run day -- --chats 2000 --operators 20 --minutes 600 --speed 60 --seed 1 --report docs/proofs/day.md` */
const { values } = parseArgs({
  options: {
    chats: { type: 'string', default: '2000' },
    operators: { type: 'string', default: '20' },
    minutes: { type: 'string', default: '600' },
    speed: { type: 'string', default: '60' },
    seed: { type: 'string', default: String(Date.now() % 1_000_000_000) },
    report: { type: 'string' },
  },
});

const options = {
  chats: wholeNumber('chats', values.chats, 1),
  operators: wholeNumber('operators', values.operators, 6),
  minutes: wholeNumber('minutes', values.minutes, 10),
  speed: wholeNumber('speed', values.speed, 1),
  seed: wholeNumber('seed', values.seed, 0),
  bound: 100,
};
let shown = 0;

// Ends the relay too.
process.once('SIGINT', () => process.exit(130));
process.stdout.write(`seed ${options.seed}\n`);
const report = await runDay({
  ...options,
  root: process.cwd(),
  acceptSeconds: 60,
  keepMinutes: 5,
  onProgress(came) {
    if (performance.now() - shown < 5_000) return;
    shown = performance.now();
    process.stdout.write(`${came} of ${options.chats} visitors have come\n`);
  },
});
const commit = spawnSync('git', ['rev-parse', '--short', 'HEAD'], { encoding: 'utf8' });
const text = renderReport(options, report, commit.stdout.trim());
process.stdout.write(text);
if (values.report) await writeFile(values.report, text);
process.exit(report.breaches.length === 0 ? 0 : 1);
