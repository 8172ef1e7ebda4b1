import type { ChatHead, ToVisitorFrame } from '../protocol/index.ts';
import { createDeliveryMarks } from './delivery-marks.ts';
import type { Marks } from './types.ts';

type Mark = Extract<ToVisitorFrame, { type: 'seen' | 'delivered' }>;
type Place = Pick<ChatHead, 'seen' | 'delivered'>;

const NO_MARKS: Marks = { visitor: 0, operator: 0 };

/** How far both sides are in the chat that is shown. */
export interface VisitorMarks {
  readonly seen: Marks;
  readonly delivered: Marks;
  /** Another chat is shown, or the relay said anew where this one stands. */
  begin(place?: Partial<Place>): void;
  take(frame: Mark): void;
  /** Something came: the relay is told a little later. */
  came(): void;
  /** All that came was looked at; true where that is news. */
  see(): boolean;
  destroy(): void;
}

/** `tell` says that the visitor is so far in the chat and gives back whether it could; `last` is how far the chat came. */
export function createVisitorMarks(
  tell: (type: Mark['type'], seq: number) => boolean,
  last: () => number,
): VisitorMarks {
  const soon = createDeliveryMarks<true>();
  let seen = NO_MARKS;
  let delivered = NO_MARKS;

  function tellDelivered(): boolean {
    const seq = last();
    if (seq <= Math.max(seen.visitor, delivered.visitor) || !tell('delivered', seq)) return false;
    delivered = { ...delivered, visitor: seq };
    return true;
  }

  return {
    get seen() {
      return seen;
    },
    get delivered() {
      return delivered;
    },
    begin(place) {
      seen = place?.seen ?? NO_MARKS;
      delivered = place?.delivered ?? NO_MARKS;
    },
    take({ type, role, seq }) {
      if (type === 'seen') seen = { ...seen, [role]: seq };
      else delivered = { ...delivered, [role]: seq };
    },
    came: () => soon.soon(true, tellDelivered),
    see() {
      const seq = last();
      if (seq <= seen.visitor || !tell('seen', seq)) return false;
      seen = { ...seen, visitor: seq };
      return true;
    },
    destroy: soon.clear,
  };
}
