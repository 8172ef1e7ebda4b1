import { changesNextAt, isOpenAt, type OpeningHours } from '../../protocol/index.ts';

/** How an operator's switch stands, and since when; milliseconds since 1970. */
export interface Switch {
  readonly accepting: boolean;
  /** 0: not touched since their hours of work were set. */
  readonly at: number;
  /** Chats they let pass one after another; -1 where that turned the switch. */
  readonly misses: number;
}

/** Whether an operator takes chats, and if not, why: their own switch, their hours of work, or chats that they let pass. */
export type Accepting =
  | { readonly accepting: true; readonly away: null }
  | { readonly accepting: false; readonly away: 'switch' | 'schedule' | 'missed' };

/** Whoever is switched to not accepting for the chats they let pass has so many misses. */
export const SWITCHED_BY_MISSES = -1;

const ACCEPTING: Accepting = { accepting: true, away: null };

/**
 * Hours of work switch accepting on and off by themselves; what somebody switches by hand holds until these hours change next.
 * Pure: what it says follows from the account and the time alone, so that all nodes say the same and none has to act.
 */
export function acceptingAt(
  switched: Switch,
  schedule: OpeningHours | null,
  at: number,
): Accepting {
  if (schedule && rules(schedule, switched.at, at)) {
    return isOpenAt(schedule, at) ? ACCEPTING : { accepting: false, away: 'schedule' };
  }
  if (switched.accepting) return ACCEPTING;
  return { accepting: false, away: switched.misses === SWITCHED_BY_MISSES ? 'missed' : 'switch' };
}

/** What does not change between two changes of an account is reckoned once: everybody's is asked for again and again. */
const nextChanges = new WeakMap<OpeningHours, { since: number; next: number | null }>();

function rules(schedule: OpeningHours, since: number, at: number): boolean {
  if (since === 0) return true;
  let known = nextChanges.get(schedule);
  if (known?.since !== since) {
    known = { since, next: changesNextAt(schedule, since) };
    nextChanges.set(schedule, known);
  }
  return known.next !== null && known.next <= at;
}
