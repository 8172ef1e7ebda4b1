import type {
  Availability,
  EventId,
  OfflineReason,
  VisitorId,
  VisitorSend,
} from '../../protocol/index.ts';
import type { ChatRow, Decision } from '../storage/index.ts';
import { isAboutChat } from './may-visitor-send.ts';
import { type Moment, systemEvent } from './moment.ts';
import { type NewEvent, writeEvents } from './write-events.ts';

interface Sent<Body> {
  readonly id: EventId;
  readonly event: Body;
  /** See NewEvent. */
  readonly json?: string | undefined;
  readonly sentHash?: string | undefined;
}

/**
 * A visitor writes, or says something about their chat. What they write reopens a closed chat; a chat that nobody looks after
 * is queued, as offline when nobody accepts chats or when the visitor left a form to be answered later.
 */
export function decideVisitorSend(
  moment: Moment,
  visitor: VisitorId,
  sent: Sent<VisitorSend>,
  chat: ChatRow,
  availability: Availability,
): Decision {
  const { event } = sent;
  // A step that was taken already, perhaps by the operator, is no second one.
  if (event.kind === 'closed' && chat.state === 'closed') return { chat, events: [] };
  const news: NewEvent[] = [];
  const author = { role: 'visitor', id: visitor } as const;
  if (isAboutChat(event)) return writeEvents(chat, moment.at, [own(sent, author, event)]);
  if (chat.state === 'closed') news.push(systemEvent(moment, { kind: 'reopened' }));
  news.push(own(sent, author, event));
  const begins = chat.last_seq === 0 || chat.state === 'closed';
  const offline = !availability.accepting || (event.kind === 'form' && event.form === 'offline');
  if (begins || (chat.state === 'unanswered' && !offline)) {
    const reason = whyOffline(availability);
    news.push(systemEvent(moment, { kind: 'queued', offline, ...(reason && { reason }) }));
  }
  return writeEvents(chat, moment.at, news);
}

/** Undefined where nobody accepts chats, and where somebody does. */
function whyOffline({ reason }: Availability): OfflineReason | undefined {
  if (reason === 'closed') return 'site_closed';
  return reason === 'full' ? 'queue_full' : undefined;
}

function own(
  { id, json, sentHash }: Sent<unknown>,
  author: NewEvent['author'],
  body: NewEvent['body'],
): NewEvent {
  return { id, author, body, json, sentHash };
}
