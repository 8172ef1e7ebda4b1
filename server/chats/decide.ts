import type {
  EventId,
  OperatorId,
  OperatorName,
  OperatorSend,
  VisitorId,
  VisitorSend,
} from '../../protocol/index.ts';
import type { ChatRow, Decision } from '../storage/index.ts';
import { type NewEvent, writeEvents } from './write-events.ts';

/** Time and ids come in from outside, so that every rule here is a pure function. */
export interface Moment {
  readonly at: number;
  /** Makes the id of one of the relay's own events. */
  readonly newEventId: () => EventId;
}

interface Sent<Body> {
  readonly id: EventId;
  readonly event: Body;
  /** See NewEvent. */
  readonly json?: string | undefined;
  readonly sentHash?: string | undefined;
}

/**
 * A visitor writes. A closed chat reopens; a chat that nobody looks after is queued, as offline when nobody accepts
 * chats or when the visitor left a form to be answered later.
 */
export function decideVisitorSend(
  moment: Moment,
  visitor: VisitorId,
  sent: Sent<VisitorSend>,
  chat: ChatRow,
  accepting: boolean,
): Decision {
  const news: NewEvent[] = [];
  const author = { role: 'visitor', id: visitor } as const;
  if (chat.state === 'closed') news.push(system(moment, { kind: 'reopened' }));
  news.push(own(sent, author, sent.event));
  const begins = chat.last_seq === 0 || chat.state === 'closed';
  const offline = !accepting || sent.event.kind === 'form';
  if (begins || (chat.state === 'unanswered' && !offline)) {
    news.push(system(moment, { kind: 'queued', offline }));
  }
  return writeEvents(chat, moment.at, news);
}

/** An operator writes, accepts, or closes. Writing a message in a chat that is not theirs joins it. */
export function decideOperatorSend(
  moment: Moment,
  operator: OperatorName,
  sent: Sent<OperatorSend>,
  chat: ChatRow | null,
): Decision {
  if (!chat) return { refuse: 'not_found', detail: 'this chat' };
  const isTheirs = chat.state === 'active' && chat.operator_id === operator.id;
  const { kind } = sent.event;
  // A step that was taken already, perhaps in another tab, is no second one.
  if ((kind === 'joined' && isTheirs) || (kind === 'closed' && chat.state === 'closed')) {
    return { chat, events: [] };
  }
  if (chat.state === 'closed' && kind !== 'note') {
    return { refuse: 'conflict', detail: 'the chat is closed; it reopens when the visitor writes' };
  }
  const author = { role: 'operator', id: operator.id } as const;
  const joined = { kind: 'joined', operator: { id: operator.id, name: operator.name } } as const;
  const news: NewEvent[] = [];
  if (kind === 'message' && !isTheirs) {
    news.push({ id: moment.newEventId(), author, body: joined });
  }
  const body = kind === 'joined' ? joined : sent.event;
  news.push(own(sent, author, body));
  return writeEvents(chat, moment.at, news);
}

/** Routing offers a queued chat to an operator who has room; checked under the lock, so never twice and never over. */
export function decideAssign(
  moment: Moment,
  operator: OperatorName,
  limit: number,
  chat: ChatRow | null,
  chatsOfOperator: number,
): Decision {
  if (chat?.state !== 'queued') return { refuse: 'conflict', detail: 'the chat no longer waits' };
  if (chatsOfOperator >= limit) {
    return { refuse: 'conflict', detail: `the operator has ${limit} chats already` };
  }
  const { id, name } = operator;
  // Whoever hands in more of an operator than their name must not put it into the log.
  return writeEvents(chat, moment.at, [
    system(moment, { kind: 'assigned', operator: { id, name } }),
  ]);
}

/** A chat goes back to the queue when the operator it was offered to left before accepting it. */
export function decideRequeue(moment: Moment, from: OperatorId, chat: ChatRow | null): Decision {
  if (chat?.state !== 'assigned' || chat.operator_id !== from) {
    return { refuse: 'conflict', detail: 'the chat is not waiting for this operator' };
  }
  return writeEvents(chat, moment.at, [system(moment, { kind: 'queued', offline: false })]);
}

function own(
  { id, json, sentHash }: Sent<unknown>,
  author: NewEvent['author'],
  body: NewEvent['body'],
): NewEvent {
  return { id, author, body, json, sentHash };
}

function system(moment: Moment, body: NewEvent['body']): NewEvent {
  return { id: moment.newEventId(), author: { role: 'system' }, body };
}
