import type { ChatSummary } from '../../protocol/index.ts';

/** A string that came as JSON from a stranger, and only if it is one: an object could become markup (CVE-2026-22028). */
export function asText(value: unknown): string {
  return typeof value === 'string' ? value : '';
}

/** What a visitor is called: their name, else their e-mail, else nothing (the screen says "Visitor"). */
export function nameOf({ visitor }: Pick<ChatSummary, 'visitor'>): string {
  return asText(visitor.name) || asText(visitor.email);
}
