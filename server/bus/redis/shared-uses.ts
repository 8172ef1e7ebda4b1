import { createLocalUses } from '../local-uses.ts';
import type { Uses } from '../port.ts';
import type { Ask } from './ask-within.ts';

import type { Names } from './names.ts';
import { repliesOf } from './replies-of.ts';
import type { Client } from './until-ready.ts';

/** What it needs of the bus. */
export interface SharedUsesOptions {
  readonly names: Names;
  readonly ask: Ask;
  /** Undefined while the bus is down. */
  client(): Client | undefined;
}

/** Counts uses on the server, for all nodes; while it is away or slow, those of this node. Never rejects. */
export function createSharedUses(
  options: SharedUsesOptions,
): (key: string, windowMs: number) => Promise<Uses> {
  const countHere = createLocalUses();
  return async (key, windowMs) => {
    // Always, so that a server that goes away does not let this node begin anew.
    const here = countHere(key, windowMs);
    const client = options.client();
    if (!client) return here;
    return options.ask(
      () => countThere(client, options.names.useKey(key), windowMs),
      () => here,
    );
  };
}

/** In one transaction, so that no counter can stay without its end. */
async function countThere(client: Client, key: string, windowMs: number): Promise<Uses> {
  const asked = client.multi().incr(key).pexpire(key, windowMs, 'NX').pttl(key);
  const [count, , leftMs] = await repliesOf(asked);
  return { count: Number(count), leftMs: Math.max(0, Number(leftMs)) };
}
