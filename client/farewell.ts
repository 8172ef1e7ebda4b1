import { NAMES, type VisitorHello, type VisitorSend } from '../protocol/index.ts';
import type { Environment } from './environment.ts';
import type { Pending } from './types.ts';

/** What browsers carry for pages that are gone, all together (Fetch, "keepalive": 64 KiB), less some room. */
const MAX_CHARS = 20_000;

/**
 * Hands what is unsent to the browser as the page goes away: it delivers a post even then. A repeat of what got through
 * already, or is sent once more from the next page, is taken as one.
 */
export function sayFarewell(
  environment: Environment,
  relay: string,
  hello: VisitorHello,
  pending: readonly Pending[],
): void {
  // Without a token the relay could not know the same visitor on the next page, and would take a repeat for another's.
  if (!hello.token) return;
  let body = JSON.stringify(hello);
  for (const { id, chat, event, state } of pending) {
    const frame = JSON.stringify({ type: 'send', id, chat, event: event as VisitorSend });
    if (state.name === 'sending' && body.length + frame.length < MAX_CHARS) body += `\n${frame}`;
  }
  if (!body.includes('\n')) return;
  const url = relay + NAMES.visitorFrames;
  environment.fetch(url, { method: 'POST', body, keepalive: true }).catch(() => undefined);
}
