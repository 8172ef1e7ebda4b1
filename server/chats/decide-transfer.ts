import type {
  EventId,
  GroupId,
  OperatorName,
  OperatorPresence,
  OperatorSend,
} from '../../protocol/index.ts';
import type { ChatRow, Decision } from '../storage/index.ts';
import { type Moment, systemEvent } from './moment.ts';
import { noteOffer } from './routing-marks.ts';
import { type NewEvent, writeEvents } from './write-events.ts';

/** Who a chat is to go to, as the relay knows them now. */
export type TransferTarget =
  | {
      readonly operator: OperatorPresence;
      /** Within which they must accept it; null for any time. */
      readonly acceptSeconds: number | null;
    }
  | { readonly group: { readonly id: GroupId; readonly name: string } };

/** What an operator asks for, with the name that the target has now; null where there is no such operator or group. */
export interface Transfer {
  readonly id: EventId;
  readonly sentHash: string | undefined;
  readonly note: Extract<OperatorSend, { kind: 'transferred' }>['note'];
  readonly to: TransferTarget | null;
}

/**
 * An operator gives a chat to a colleague, who must be here, accept chats and have room for it, or to a group, which it then waits
 * for. `chatsOfTarget` is counted under the lock. Where it cannot be done nothing is changed, and the sentence says what else can.
 */
export function decideTransfer(
  moment: Moment,
  by: OperatorName,
  { id, sentHash, note, to }: Transfer,
  chat: ChatRow | null,
  chatsOfTarget: number,
): Decision {
  if (!chat) return { refuse: 'not_found', detail: 'this chat' };
  if (chat.state === 'closed') return { refuse: 'chat_closed', detail: '' };
  if (!to) return { refuse: 'target_gone', detail: '' };
  const refusal = 'operator' in to ? whyNotTo(to.operator, by, chat, chatsOfTarget) : undefined;
  if (refusal) return refusal;
  const author = { role: 'operator', id: by.id } as const;
  const news: NewEvent[] = note
    ? [{ id: moment.newEventId(), author, body: { kind: 'note', text: note } }]
    : [];
  const named = 'operator' in to ? { operator: nameOf(to.operator) } : { group: nameOf(to.group) };
  news.push({ id, author, sentHash, body: { kind: 'transferred', to: named, by: nameOf(by) } });
  news.push(
    systemEvent(
      moment,
      'operator' in to
        ? { kind: 'assigned', operator: nameOf(to.operator) }
        : { kind: 'queued', offline: false },
    ),
  );
  const written = writeEvents(chat, moment.at, news);
  if ('operator' in to) noteOffer(written.chat, to.acceptSeconds, moment.at);
  return written;
}

function whyNotTo(
  { id, name, online, accepting, limit }: OperatorPresence,
  by: OperatorName,
  chat: ChatRow,
  chats: number,
): Decision | undefined {
  if (id === by.id) return { refuse: 'target_self', detail: '' };
  const isTheirs = chat.state === 'assigned' || chat.state === 'active';
  if (isTheirs && chat.operator_id === id) return { refuse: 'target_has_chat', detail: { name } };
  if (!online) return { refuse: 'target_away', detail: { name } };
  if (!accepting) return { refuse: 'target_not_accepting', detail: { name } };
  if (chats >= limit) return { refuse: 'target_full', detail: { name, count: chats, limit } };
  return undefined;
}

/** Whoever hands in more than a name must not put it into the log. */
function nameOf<Id>({ id, name }: { readonly id: Id; readonly name: string }) {
  return { id, name };
}
