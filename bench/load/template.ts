import { textFrame } from './frames.ts';

/** Digits of a message's number. */
export const ID_DIGITS = 12;

const SLOT = '0'.repeat(ID_DIGITS);
const ZERO = 48;

/** A message that is ready but for its number. */
export interface Template {
  readonly bytes: number;
  /** Writes the whole frame with this number; `target` has room for it. */
  write(target: Buffer, at: number, id: number): void;
}

/** Makes the frame of a message whose text has `{id}` where the number goes. */
export function createTemplate(message: string): Template {
  const parts = message.split('{id}');
  const frame = textFrame(parts.join(SLOT));
  const payloadAt = frame.length - Buffer.byteLength(parts.join(SLOT));
  const slots: number[] = [];
  let at = payloadAt;
  for (const part of parts.slice(0, -1)) {
    at += Buffer.byteLength(part);
    slots.push(at);
    at += ID_DIGITS;
  }
  return {
    bytes: frame.length,
    write(target, start, id) {
      frame.copy(target, start);
      for (const slot of slots) {
        let rest = id;
        for (let digit = start + slot + ID_DIGITS - 1; rest > 0; digit -= 1) {
          target[digit] = ZERO + (rest % 10);
          rest = Math.floor(rest / 10);
        }
      }
    },
  };
}

/** The number that stands in these bytes; -1 where there are other signs. */
export function readId(bytes: Buffer, at: number): number {
  let id = 0;
  for (let index = at; index < at + ID_DIGITS; index += 1) {
    const digit = (bytes[index] ?? 0) - ZERO;
    if (digit < 0 || digit > 9) return -1;
    id = id * 10 + digit;
  }
  return id;
}
