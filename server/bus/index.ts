import { createInProcessBus } from './in-process.ts';
import type { Bus } from './port.ts';

export type { Bus, Hint, HintEvent } from './port.ts';

/** Opens the bus that joins the nodes of one installation; without another engine set, the one inside this process. */
export function openBus(): Bus {
  return createInProcessBus();
}
