import { answerAsText, type VisitorSend } from '../../protocol/index.ts';

/** A text counts as said again within this time. */
export const AGAIN_MS = 600_000;
/** What was accepted and is not in the log after this time was not stored. */
const UNDER_WAY_MS = 10_000;

/** Something that was said, as the log has it. */
export interface LoggedWord {
  readonly id: string;
  readonly author_role: string;
  /** JSON: EventBody */
  readonly body: string;
}

/** Something that was let through, and when. */
export interface Use {
  readonly id: string;
  /** Milliseconds since 1970. */
  readonly at: number;
}

/** What two texts that say the same have in common. Pure. */
export function fold(text: string): string {
  return text.trim().toLowerCase();
}

/** Of a text so much is looked at, and of a visitor's id its end, which is random: each message pays for it. */
const MARKED_CHARS = 200;
const MARKED_ID_CHARS = 12;

/** A number that is the same for the same text of the same visitor, and seldom for others (FNV-1a, 32 bits). Pure. */
export function markOf(visitor: string, folded: string): number {
  const begun = hashOn(0x811c9dc5 ^ folded.length, visitor, visitor.length - MARKED_ID_CHARS);
  return hashOn(begun, folded, 0);
}

function hashOn(begun: number, text: string, from: number): number {
  const end = Math.min(text.length, from + MARKED_CHARS);
  let hash = begun;
  for (let at = Math.max(from, 0); at < end; at += 1) {
    hash = Math.imul(hash ^ text.charCodeAt(at), 0x01000193);
  }
  return hash;
}

/**
 * How often a visitor said a text since somebody last answered them, beside the message `own`: in the log, whose `latest` come newest
 * first, or let through and on its way there. Pure.
 */
export function timesSaid(
  folded: string,
  own: string,
  latest: readonly LoggedWord[],
  letThrough: readonly Use[],
  now: number,
): number {
  const ids = new Set<string>();
  const logged = new Set(latest.map(({ id }) => id));
  for (const { id, author_role, body } of latest) {
    if (author_role === 'operator') break;
    if (author_role === 'visitor' && foldedOf(body) === folded) ids.add(id);
  }
  for (const { id, at } of letThrough) {
    if (!logged.has(id) && now - at < UNDER_WAY_MS) ids.add(id);
  }
  ids.delete(own);
  return ids.size;
}

function foldedOf(body: string): string | undefined {
  const said = JSON.parse(body) as { kind: string; text?: string }; // checked before it was stored
  return said.kind === 'message' && said.text !== undefined ? fold(said.text) : undefined;
}

/** Whether what a visitor writes, as `fold` gives it, holds more than so many web addresses. Pure. */
export function hasMoreLinks(text: string, most: number): boolean {
  if (!text.includes('://') && !text.includes('www.')) return false;
  // An address with both is one.
  return (text.match(/\bhttps?:\/\/\S|(?<![\w@/])www\.\S/g)?.length ?? 0) > most;
}

/** All that a visitor writes with this. Pure. */
export function textOf(event: VisitorSend): string {
  if (event.kind === 'message') return event.text;
  return event.kind === 'form' ? event.answers.map(answerAsText).join('\n') : '';
}

/** When a message was written, by its id (UUIDv7, RFC 9562, 5.7): its sender's clock, which only decides what is let pass. Pure. */
export function writtenAt(id: string): number {
  return Number.parseInt(id.slice(0, 8) + id.slice(9, 13), 16);
}
