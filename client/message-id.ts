import type { EventId } from '../protocol/index.ts';

/** The counter's 12 bits (RFC 9562 section 6.2, method 1). */
const COUNTER_END = 0x1000;

/**
 * Makes ids of version 7 (RFC 9562 section 5.7) that grow within one maker, also when the clock stands or goes back, and
 * beyond the id that is handed in: what was written on an earlier page, or in another tab, stands before what comes now.
 * `crypto.randomUUID` does not exist on plain-http pages, `getRandomValues` does.
 */
export function createMessageIds(
  now: () => number = Date.now,
): (after?: EventId | undefined) => EventId {
  let lastMs = 0;
  let counter = 0;
  return (after = '' as EventId) => {
    const afterMs = Number.parseInt(after.slice(0, 8) + after.slice(9, 13), 16);
    const afterCounter = Number.parseInt(after.slice(15, 18), 16);
    if (afterMs > lastMs) {
      lastMs = afterMs;
      counter = afterCounter;
    } else if (afterMs === lastMs) counter = Math.max(counter, afterCounter);
    const bytes = crypto.getRandomValues(new Uint8Array(8));
    const ms = now();
    if (ms > lastMs) {
      lastMs = ms;
      // Half of the counter's room is kept for further ids of the same millisecond.
      counter = (((bytes[0] ?? 0) << 8) | (bytes[1] ?? 0)) % (COUNTER_END / 2);
    } else {
      counter += 1;
      if (counter === COUNTER_END) {
        lastMs += 1;
        counter = 0;
      }
    }
    bytes[0] = ((bytes[0] ?? 0) & 0x3f) | 0x80;
    const time = hex(lastMs, 12);
    const tail = Array.from(bytes, (byte) => hex(byte, 2)).join('');
    // Version 7 and variant 10 are set above: what the brand stands for.
    return `${time.slice(0, 8)}-${time.slice(8)}-7${hex(counter, 3)}-${tail.slice(0, 4)}-${tail.slice(4)}` as EventId;
  };
}

function hex(value: number, digits: number): string {
  return value.toString(16).padStart(digits, '0');
}
