import { LIMITS, NAMES, type VisitorHello, type VisitorSend } from '../protocol/index.ts';
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
  const frames = pending
    .filter(({ state }) => state.name === 'sending')
    .slice(0, LIMITS.frameBurst)
    .map(({ id, chat, event }) =>
      JSON.stringify({ type: 'send', id, chat, event: event as VisitorSend }),
    );
  let body = JSON.stringify(hello);
  // In the order they were written: what comes after one that does not fit waits with it.
  while (frames[0] && body.length + frames[0].length < MAX_CHARS) body += `\n${frames.shift()}`;
  if (!body.includes('\n')) return;
  const url = relay + NAMES.visitorFrames;
  environment.fetch(url, { method: 'POST', body, keepalive: true }).catch(() => undefined);
}
