import { expect, test } from 'vitest';
import { runBrowserChaos } from './run-browser-chaos.ts';

const SEED = 20_260_101;
const MESSAGES = 500;

/** The short form of `npm run browser-chaos`. */
test(`P2 P3 P4 A2 holds for ${MESSAGES} messages of three tabs that crash, go and come, seed ${SEED}`, {
  timeout: 600_000,
}, async () => {
  const report = await runBrowserChaos({ messages: MESSAGES, seed: SEED });
  expect(report.breaches).toEqual([]);
  expect(report.written).toBe(MESSAGES);
});
