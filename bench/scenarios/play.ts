import type { Contender, StartOptions } from '../contenders/contender.ts';
import { load } from '../load/load.ts';
import type { LoadResult, LoadRun } from '../load/plan.ts';
import { withServer } from './with-server.ts';

/** Visitors who write, each in a chat of their own. */
export const CHATS = 64;

/** A run of a server of its own: 64 chats, all of them watched by one operator. */
export interface Played extends LoadResult {
  /** Calls of fsync and fdatasync in the measured time, where they are counted. */
  readonly syncs: number;
}

export function play(
  contender: Contender,
  run: LoadRun,
  options: StartOptions = {},
): Promise<Played> {
  return withServer(contender.start(options), async (server) => {
    const senders = await server.senders(CHATS);
    const receivers = await server.receivers(1, CHATS);
    let syncs = 0;
    const result = await load({ senders, receivers, run }, () => {
      syncs = server.syncs() - syncs;
      return server.cpuSeconds();
    });
    return { ...result, syncs };
  });
}
