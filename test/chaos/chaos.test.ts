import { dirname } from 'node:path';
import { expect, test } from 'vitest';
import { runChaos } from './run-chaos.ts';

const SEED = 20_260_101;
const MESSAGES = 8_000;
const KILLS = 8;

/** The short form of `npm run chaos`, which runs the same with a million messages. */
test(`P1 P2 P3 P4 P5 P6 holds for ${MESSAGES} messages over ${KILLS} killed relays and a bad network, seed ${SEED}`, {
  timeout: 180_000,
}, async () => {
  const report = await runChaos({
    root: dirname(dirname(import.meta.dirname)),
    seed: SEED,
    messages: MESSAGES,
    kills: KILLS,
    visitors: 96,
  });
  expect(report.breaches).toEqual([]);
  expect(report.written).toBeGreaterThanOrEqual(MESSAGES);
  const killed = Object.values(report.kills).reduce((sum, count) => sum + count, 0);
  expect(killed).toBeGreaterThanOrEqual(KILLS);
});
