import { createInProcessBus } from './in-process.ts';
import type { Bus } from './port.ts';

export type { Bus, BusState, Hint, HintEvent, NodeId, Uses } from './port.ts';

/** Which bus joins the nodes. */
export interface BusOptions {
  /** Address of a server that speaks Redis's protocol; empty for the bus of a single node. */
  readonly url?: string;
  /** Names the installation, so that several may share a server: the epoch of its log. */
  readonly installation: string;
}

/** Opens the bus that joins the nodes of one installation. */
export async function openBus(_options: BusOptions): Promise<Bus> {
  return createInProcessBus();
}
