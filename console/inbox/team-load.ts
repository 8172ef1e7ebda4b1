import type { ChatSummary, OperatorPresence } from '../../protocol/index.ts';

/** Who accepts chats before who does not, and of each those with the most room first. Pure. */
export function byLoad(one: OperatorPresence, other: OperatorPresence): number {
  return (
    Number(other.accepting) - Number(one.accepting) ||
    roomOf(other) - roomOf(one) ||
    one.name.localeCompare(other.name)
  );
}

function roomOf({ chats, limit }: OperatorPresence): number {
  return limit - chats;
}

/** Since when the visitor waits who waits longest in the queue, milliseconds since 1970; null where nobody does. Pure. */
export function longestWaiting(chats: Iterable<ChatSummary>): number | null {
  let longest: number | null = null;
  for (const { state, waitingSince } of chats) {
    if (state !== 'queued' || waitingSince === null) continue;
    longest = Math.min(longest ?? waitingSince, waitingSince);
  }
  return longest;
}
