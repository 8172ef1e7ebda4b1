import type { EventId, OperatorName, OperatorSend } from '../../protocol/index.ts';
import type { ChatRow, Decision } from '../storage/index.ts';
import type { Moment } from './moment.ts';
import { type NewEvent, writeEvents } from './write-events.ts';

/** What an operator says or does in a chat themselves; transfers and tags have rules of their own. */
export type OwnSend = Exclude<OperatorSend, { kind: 'transferred' | 'tagged' }>;

interface Sent {
  readonly id: EventId;
  readonly event: OwnSend;
  /** See NewEvent. */
  readonly json?: string | undefined;
  readonly sentHash?: string | undefined;
}

/** The name of an account, for a sentence. */
type NameOf = (operator: OperatorName['id']) => string;

/**
 * An operator writes, accepts, closes or reopens. Writing a message, or sending a file, in a chat that is not theirs joins it. Of two
 * who accept one chat at once the second is told who was first. A chat is reopened where the visitor has no other open one: the
 * storage finds that one in its place.
 */
export function decideOperatorSend(
  moment: Moment,
  operator: OperatorName,
  sent: Sent,
  chat: ChatRow | null,
  nameOf: NameOf,
): Decision {
  if (!chat) return { refuse: 'not_found', detail: 'this chat' };
  const { kind } = sent.event;
  const isClosed = chat.state === 'closed';
  const isTheirs = chat.state === 'active' && chat.operator_id === operator.id;
  // A step that was taken already, perhaps in another tab, is no second one.
  const isTaken =
    kind === 'joined' || kind === 'reopened' ? isTheirs : kind === 'closed' && isClosed;
  if (isTaken) return { chat, events: [] };
  const refusal = whyNot(sent.event, chat, nameOf);
  if (refusal) return refusal;

  const author = { role: 'operator', id: operator.id } as const;
  const { id, json, sentHash } = sent;
  const joined = { kind: 'joined', operator: { id: operator.id, name: operator.name } } as const;
  const joins = (): NewEvent => ({ id: moment.newEventId(), author, body: joined });
  switch (sent.event.kind) {
    case 'joined':
      return writeEvents(chat, moment.at, [{ id, author, body: joined, sentHash }]);
    case 'reopened':
      return writeEvents(chat, moment.at, [{ id, author, body: sent.event, json }, joins()]);
    case 'message':
    case 'file':
    case 'note':
    case 'closed': {
      const own: NewEvent = { id, author, body: sent.event, json, sentHash };
      const isJoining = (kind === 'message' || kind === 'file') && !isTheirs;
      return writeEvents(chat, moment.at, isJoining ? [joins(), own] : [own]);
    }
  }
}

function whyNot(event: OwnSend, chat: ChatRow, nameOf: NameOf): Decision | undefined {
  const { kind } = event;
  if (kind === 'reopened') {
    return chat.state === 'closed' ? undefined : { refuse: 'chat_open', detail: '' };
  }
  if (chat.state === 'closed' && kind !== 'note') return { refuse: 'chat_closed', detail: '' };
  const first = kind === 'joined' && chat.state === 'active' ? chat.operator_id : null;
  if (first === null || (event.kind === 'joined' && event.over === first)) return undefined;
  return { refuse: 'chat_taken', detail: { name: nameOf(first) } };
}
