import { dirname } from 'node:path';
import { expect, test } from 'vitest';
import { lacks } from '../helpers/lacks.ts';
import { whyNoServers } from '../helpers/why-no-servers.ts';
import { runRaces } from './run-races.ts';

const SEED = 20_261_127;
const CHATS = 500;
const NODES = 3;
const OPERATORS = 12;
const PROMISE = `gives ${CHATS} chats on ${NODES} nodes to ${OPERATORS} operators, none twice at a time, none above a limit, and leaves no chat waiting, seed ${SEED}`;

/** A lost hint, a look into the log and another node's patience take 3 s together; the rest is for a busy machine. */
const LONGEST_WAIT_MS = 20_000;

const missing = whyNoServers();
if (missing !== undefined) lacks(missing, PROMISE);
else {
  /** The short form of `npm run races`. */
  test(PROMISE, { timeout: 120_000 }, async () => {
    const report = await runRaces({
      root: dirname(dirname(import.meta.dirname)),
      seed: SEED,
      chats: CHATS,
      operators: OPERATORS,
      nodes: NODES,
    });
    expect(report.breaches).toEqual([]);
    expect(report.chats).toBe(CHATS);
    expect(report.assigned).toBeGreaterThanOrEqual(CHATS);
    expect(report.seen.longestWaitMs).toBeLessThan(LONGEST_WAIT_MS);
    expect(report.seen.snapshots).toBeGreaterThan(CHATS / 10);
  });
}
