import { createHash } from 'node:crypto';
import type { RefusalCode, RefusalDetail } from '../../protocol/index.ts';
import type { AppendRequest, AppendResult, Decision } from './port.ts';
import type { ChatRow, EventRow } from './schema.ts';

/** What `decide` wants to be written. */
export type Written = Exclude<Decision, { refuse: unknown }>;

/** What an engine looks up of an event that may have come before. */
export type EarlierEvent = Pick<EventRow, 'chat_id' | 'seq' | 'at' | 'body' | 'sent_hash'>;

/** What is kept of a body that is stored in another form than it was sent in: its SHA-256, in hexadecimal digits. */
export function hashOfBody(sentBody: string): string {
  return createHash('sha256').update(sentBody).digest('hex');
}

/** The answer to a request whose author sent the same id before: a repeat, or a refusal where the body is another. */
export function answerRepeat(request: AppendRequest, first: EarlierEvent): AppendResult {
  const isSame =
    first.sent_hash === null
      ? first.body === request.sentBody
      : first.sent_hash === hashOfBody(request.sentBody);
  if (!isSame) return refused('id_conflict', 'this id was sent before with another body');
  return { outcome: 'repeated', chat: first.chat_id, seq: first.seq, at: first.at };
}

/** Clients rely on numbers without gaps, so a wrong one must not be stored: throws. */
export function assertFollows(found: ChatRow | null, { chat, events }: Written): void {
  if (found && found.id !== chat.id) throw new Error(`asked for ${found.id}, got ${chat.id}`);
  let seq = found?.last_seq ?? 0;
  for (const event of events) {
    seq += 1;
    if (event.seq !== seq || event.chat_id !== chat.id) {
      throw new Error(`event ${event.seq} of ${event.chat_id} is not ${seq} of ${chat.id}`);
    }
  }
  if (chat.last_seq !== seq) throw new Error(`the last seq of ${chat.id} is not ${seq}`);
}

export function refused(code: RefusalCode, detail: RefusalDetail): AppendResult {
  return { outcome: 'refused', code, detail };
}
