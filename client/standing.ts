import type { Availability, ToVisitorFrame } from '../protocol/index.ts';
import type { VisitorState } from './types.ts';

type Told = Extract<ToVisitorFrame, { type: 'queue' | 'presence' }>;

/** Whether somebody answers, and where the visitor stands in the queue, as the relay said last. */
export interface Standing {
  readonly state: Pick<VisitorState, 'accepting' | 'reason' | 'backAt' | 'position' | 'wait'>;
  setAvailability(said: Availability): void;
  take(said: Told): void;
  leaveQueue(): void;
}

const NO_PLACE = { position: 0, wait: null };

export function createStanding(): Standing {
  let availability: Availability | undefined;
  let place: Pick<VisitorState, 'position' | 'wait'> = NO_PLACE;
  return {
    get state() {
      const { accepting = null, reason = null, backAt = null } = availability ?? {};
      return { accepting, reason, backAt, ...place };
    },
    setAvailability(said) {
      availability = said;
    },
    take(said) {
      if (said.type === 'presence') availability = said;
      else place = { position: said.position, wait: said.wait ?? null };
    },
    leaveQueue() {
      place = NO_PLACE;
    },
  };
}
