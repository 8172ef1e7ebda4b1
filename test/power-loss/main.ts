import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { wholeNumber } from '../helpers/whole-number.ts';
import { readTrace, recordTrace, type Setting } from './record-trace.ts';
import { renderReport } from './render-report.ts';
import { isKept, type PowerLossResult, runPowerLoss } from './run-power-loss.ts';
import { keepTrace, keptTrace } from './trace-file.ts';

const REPORT = 'docs/proofs/power-loss.md';
const PROGRESS_EVERY_MS = 5_000;

/**
 * `npm run power-loss -- --messages 5000 --images 2000 --seed 1 --report`
 * `--keep FOLDER` writes the traces there, `--replay FOLDER` takes them from there instead of recording new ones: the same
 * traces, seed and number of images give the same images.
 */
const { values } = parseArgs({
  options: {
    seed: { type: 'string', default: String(Date.now() % 2 ** 32) },
    images: { type: 'string', default: '500' },
    messages: { type: 'string', default: '500' },
    'checkpoint-every': { type: 'string', default: '250' },
    keep: { type: 'string' },
    replay: { type: 'string' },
    report: { type: 'boolean', default: false },
  },
});
const seed = wholeNumber('seed', values.seed, 0);
const images = wholeNumber('images', values.images, 1);
const messages = wholeNumber('messages', values.messages, 1);
const checkpointEvery = wholeNumber('checkpoint-every', values['checkpoint-every'], 1);

say(`seed ${seed}`);
const scratch = await mkdtemp(join(tmpdir(), 'counterbell-power-loss-'));
try {
  const full = await prove('full');
  const normal = await prove('normal');
  const command = `npm run power-loss -- --messages ${messages} --checkpoint-every ${checkpointEvery} --images ${images} --seed ${seed}`;
  if (values.report) {
    await mkdir('docs/proofs', { recursive: true });
    await writeFile(REPORT, renderReport({ command, seed, full, normal }));
    say(`written: ${REPORT}`);
  }
  if (!isKept(full)) say('FAILED: a promise was broken with synchronous = FULL.');
  if (normal.imagesWithLoss === 0) say('FAILED: the control lost nothing, so it shows nothing.');
  process.exitCode = isKept(full) && normal.imagesWithLoss > 0 ? 0 : 1;
} finally {
  await rm(scratch, { recursive: true, force: true });
}

async function prove(setting: Setting): Promise<PowerLossResult> {
  const began = performance.now();
  const events = values.replay
    ? await readTrace(keptTrace(join(values.replay, `${setting}.trace`)))
    : await record(setting);
  say(`${setting}: ${events.length} events after ${secondsSince(began)} s`);
  let shown = performance.now();
  const result = await runPowerLoss({
    events,
    seed,
    images,
    scratch: join(scratch, `${setting}-images`),
    onProgress(done) {
      if (performance.now() - shown < PROGRESS_EVERY_MS) return;
      shown = performance.now();
      say(`${setting}: ${done} of ${images} images after ${secondsSince(began)} s`);
    },
  });
  say(`${setting}: ${JSON.stringify(result, null, 2)}`);
  return result;
}

async function record(setting: Setting) {
  const place = join(scratch, setting);
  const options = { setting, messages, checkpointEvery, root: process.cwd(), scratch: place };
  const { events, trace } = await recordTrace(options);
  if (values.keep) {
    await mkdir(values.keep, { recursive: true });
    await keepTrace(trace, join(values.keep, `${setting}.trace`));
  }
  await rm(place, { recursive: true, force: true });
  return events;
}

function say(line: string): void {
  process.stdout.write(`${line}\n`);
}

function secondsSince(began: number): number {
  return Math.round((performance.now() - began) / 1_000);
}
