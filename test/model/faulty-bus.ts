import type { Bus, Hint } from '../../server/bus/index.ts';

/** What happens to hints of events: the log is the truth, so none of it may harm. */
export type HintFault = 'none' | 'lost' | 'doubled' | 'held';

/** A bus whose hints get lost, doubled, or held back and then let go in the wrong order. */
export interface FaultyBus extends Bus {
  setFault(fault: HintFault): void;
  /** Lets go what is held, the newest first. */
  release(): void;
}

export function withFaults(bus: Bus): FaultyBus {
  let fault: HintFault = 'none';
  let held: Hint[] = [];

  function publish(hint: Hint): void {
    const isPassed = hint.type !== 'events' || fault === 'none' || fault === 'doubled';
    if (isPassed) bus.publish(hint);
    if (isPassed && fault === 'doubled') bus.publish(hint);
    if (!isPassed && fault === 'held') held.unshift(hint);
  }

  return {
    ...bus,
    publish,
    setFault(next) {
      fault = next;
    },
    release() {
      const released = held;
      held = [];
      for (const hint of released) bus.publish(hint);
    },
  };
}
