import type { ChatId, EventId, OperatorId, VisitorId } from '../../protocol/index.ts';

/** When the past ends: before the ids that the load client counts (contenders/counterbell.ts), which so come last, as new ones do. */
const END = Date.UTC(2025, 7, 31);
const STEP_MS = 20_000;

/** What UUIDs name. */
type AnyId = EventId & ChatId & VisitorId & OperatorId;

/** A past of so many steps, twenty seconds each, and the ids that were made in it, in the order of their times. */
export interface Past {
  /** Milliseconds since 1970. */
  now(): number;
  /** Goes a step on; gives back when that is. */
  step(): number;
  idAt(at: number): AnyId;
}

export function createPast(steps: number, random: () => number): Past {
  let at = END - steps * STEP_MS;
  return {
    step() {
      at += STEP_MS;
      return at;
    },
    now: () => at,
    // A UUID is what the brands stand for.
    idAt: (time) => uuidAt(time, random) as AnyId,
  };
}

/** UUIDv7 (RFC 9562, section 5.7): 48 bits of time, then random ones. */
function uuidAt(at: number, random: () => number): string {
  const time = at.toString(16).padStart(12, '0');
  const [a, b, c] = [digits(random, 3), digits(random, 3), digits(random, 6) + digits(random, 6)];
  const variant = '89ab'[Math.floor(random() * 4)];
  return `${time.slice(0, 8)}-${time.slice(8)}-7${a}-${variant}${b}-${c}`;
}

/** Random hexadecimal digits, seven at most. */
function digits(random: () => number, count: number): string {
  return Math.floor(random() * 16 ** count)
    .toString(16)
    .padStart(count, '0');
}
