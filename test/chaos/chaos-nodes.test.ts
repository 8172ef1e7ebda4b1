import { dirname } from 'node:path';
import { expect, test } from 'vitest';
import { lacks } from '../helpers/lacks.ts';
import { whyNoServers } from '../helpers/why-no-servers.ts';
import { runChaos } from './run-chaos.ts';

const SEED = 20_261_125;
const NODES = 3;
const MESSAGES = 3_000;
const MISFORTUNES = 12;
const PROMISE = `P1 P2 P3 P4 P5 P6 holds on ${NODES} nodes for ${MESSAGES} messages while nodes, Postgres and Redis are killed and restarted and hints are lost, seed ${SEED}`;

const missing = whyNoServers();
if (missing !== undefined) lacks(missing, PROMISE);
else {
  /** The short form of `npm run chaos -- --nodes 3`. */
  test(PROMISE, { timeout: 180_000 }, async () => {
    const report = await runChaos({
      root: dirname(dirname(import.meta.dirname)),
      seed: SEED,
      messages: MESSAGES,
      kills: MISFORTUNES,
      visitors: 48,
      nodes: NODES,
    });
    expect(report.breaches).toEqual([]);
    expect(report.written).toBeGreaterThanOrEqual(MESSAGES);
    const happened = Object.values(report.kills).reduce((sum, count) => sum + count, 0);
    expect(happened).toBeGreaterThanOrEqual(MISFORTUNES);
    const hints = Object.fromEntries(report.notes);
    expect(hints['hints lost on the bus']).toBeGreaterThan(0);
  });
}
