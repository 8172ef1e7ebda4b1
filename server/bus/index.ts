import { createInProcessBus } from './in-process.ts';
import type { Bus } from './port.ts';
import type { RedisBusOptions } from './redis/index.ts';

export type { Bus, BusState, Hint, HintEvent, NodeId, Uses, VisitorHere } from './port.ts';
export type { BusLoss } from './redis/index.ts';

/** Which bus joins the nodes. */
export interface BusOptions extends Omit<RedisBusOptions, 'url'> {
  /** Address of a server that speaks Redis's protocol; empty for the bus of a single node. */
  readonly url?: string;
}

/** Opens the bus that joins the nodes of one installation; rejects with one sentence where its server cannot be had. */
export async function openBus({ url, ...options }: BusOptions): Promise<Bus> {
  if (!url) return createInProcessBus();
  // The driver makes every other start longer.
  const { openRedisBus } = await import('./redis/index.ts');
  return openRedisBus({ url, ...options });
}
