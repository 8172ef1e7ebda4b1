import type { EventBody, EventId, OperatorName } from '../../protocol/index.ts';
import { LIMITS } from '../../protocol/index.ts';
import type { ChatRow, Decision } from '../storage/index.ts';
import { tagsOf } from './chat-tags.ts';
import type { Moment } from './moment.ts';
import { writeEvents } from './write-events.ts';

/** As an operator sent it, with the tag's name. */
export type Tagged = Extract<EventBody, { kind: 'tagged' }>;

/** An operator tags a chat, whoever's it is, and where it is closed too. */
export function decideTagged(
  moment: Moment,
  { id: operator }: OperatorName,
  sent: { readonly id: EventId; readonly event: Tagged; readonly sentHash: string | undefined },
  chat: ChatRow | null,
): Decision {
  if (!chat) return { refuse: 'not_found', detail: 'this chat' };
  const { id, event, sentHash } = sent;
  const { tag, on } = event;
  const tags = tagsOf(chat);
  // What is so already, perhaps by another tab, is not done twice.
  if (tags.includes(tag.id) === on) return { chat, events: [] };
  if (on && tags.length >= LIMITS.tagsPerChat) {
    const detail = { limit: LIMITS.tagsPerChat, what: 'tags on this chat' };
    return { refuse: 'limit_reached', detail };
  }
  const author = { role: 'operator', id: operator } as const;
  return writeEvents(chat, moment.at, [{ id, author, body: event, sentHash }]);
}
