import fc from 'fast-check';
import { afterEach, beforeEach, test, vi } from 'vitest';
import { histories } from './commands.ts';
import { expectAllDelivered, newModel, newWorld } from './world.ts';

const SEED = Number(process.env.MODEL_SEED ?? 20_260_101);
const RUNS = Number(process.env.MODEL_RUNS ?? 150);

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'setInterval', 'clearInterval'] });
});
afterEach(() => {
  vi.useRealTimers();
});

test(`P2 P3 P4 P5 P6 P8 P9 holds in ${RUNS} random histories, seed ${SEED}`, {
  timeout: 600_000,
}, async () => {
  await fc.assert(
    fc.asyncProperty(histories(30), async (commands) => {
      const world = await newWorld();
      const model = newModel();
      try {
        await fc.asyncModelRun(() => ({ model, real: world }), commands);
        await expectAllDelivered(world, model);
      } finally {
        world.browser.close();
        await world.installation.remove();
      }
    }),
    { seed: SEED, numRuns: RUNS, endOnFailure: false },
  );
});
