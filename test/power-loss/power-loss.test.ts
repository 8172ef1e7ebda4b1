import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { newFolder, removeFolder } from '../helpers/folders.ts';
import type { DiskEvent } from './disk-event.ts';
import { readTrace, recordTrace, type Setting } from './record-trace.ts';
import { isKept, runPowerLoss } from './run-power-loss.ts';
import { whyNoStrace } from './strace.ts';
import { keptTrace } from './trace-file.ts';

const SEED = 20_260_723;
const IMAGES = 100;
/** A busy machine starts a relay under strace in seconds, not in one. */
const TIMEOUT = { timeout: 60_000 };
const NOTHING_WRONG = { imagesWithLoss: 0, damaged: 0, withDoubles: 0, withHoles: 0, examples: [] };

async function scratchFolder(): Promise<string> {
  const folder = await newFolder();
  onTestFinished(() => removeFolder(folder));
  return folder;
}

async function losePower(events: readonly DiskEvent[]) {
  return runPowerLoss({ events, seed: SEED, images: IMAGES, scratch: await scratchFolder() });
}

function keptEvents(setting: Setting): Promise<readonly DiskEvent[]> {
  return readTrace(keptTrace(join(import.meta.dirname, `recordings/${setting}.trace`)));
}

async function eventsNow(setting: Setting): Promise<readonly DiskEvent[]> {
  const [root, scratch] = [join(import.meta.dirname, '../..'), await scratchFolder()];
  const options = { setting, messages: 60, checkpointEvery: 60, root, scratch };
  return (await recordTrace(options)).events;
}

test(
  `P1 loses no acknowledged message of a recorded relay's, however the power fails (seed ${SEED})`,
  TIMEOUT,
  async () => {
    const result = await losePower(await keptEvents('full'));
    expect(result).toMatchObject(NOTHING_WRONG);
    expect(result).toMatchObject({ images: IMAGES, acknowledged: 120 });
    expect(isKept(result)).toBe(true);
  },
);

test(`notices the loss where the same relay syncs less (seed ${SEED})`, TIMEOUT, async () => {
  const result = await losePower(await keptEvents('normal'));
  expect(result.imagesWithLoss).toBeGreaterThan(IMAGES / 4);
  expect(result.damaged).toBe(0);
});

const reason = whyNoStrace();
if (reason === undefined) {
  test(
    `P1 loses no acknowledged message of a relay that runs now (seed ${SEED})`,
    TIMEOUT,
    async () => {
      const result = await losePower(await eventsNow('full'));
      expect(result).toMatchObject({ ...NOTHING_WRONG, acknowledged: 60 });
    },
  );

  test(
    `notices the loss where a relay that runs now syncs less (seed ${SEED})`,
    TIMEOUT,
    async () => {
      const result = await losePower(await eventsNow('normal'));
      expect(result.imagesWithLoss).toBeGreaterThan(0);
    },
  );
} else {
  test(`P1 is shown by the recorded relay alone: ${reason}`, () => {
    process.stderr.write(`No relay of now was recorded for the power-loss proof: ${reason}\n`);
    const isRequired = process.env.REQUIRE_SERVICES === '1' && process.platform === 'linux';
    expect(isRequired, 'REQUIRE_SERVICES=1 asks for strace on Linux').toBe(false);
  });
}
