import type {
  ChatId,
  ChatState,
  EventId,
  OperatorId,
  SiteId,
  VisitorId,
} from '../../../protocol/index.ts';
import { refusalSentence } from '../../../protocol/index.ts';
import { newChat } from '../../../server/chats/new-chat.ts';
import type { ChatRow, Decision } from '../../../server/storage/index.ts';

let made = 0;
export const moment = { at: 1_000, newEventId: () => `made-${made++}` as EventId };
export const ada = { id: 'ada' as OperatorId, name: 'Ada' };
export const bob = { id: 'bob' as OperatorId, name: 'Bob' };

const context = {
  page: { url: '', title: '', referrer: '' },
  browser: '',
  system: '',
  device: '',
  language: '',
};
const empty = newChat('c' as ChatId, 's' as SiteId, 'v' as VisitorId, context, 0);

/** A chat of four events, the last one a note. */
export function chatIn(state: ChatState, operator: OperatorId | null = null): ChatRow {
  return { ...empty, state, operator_id: operator, last_seq: 4, last_visible_seq: 3 };
}

/** What a decision writes. */
export function bodies(decision: Decision): { readonly kind: string }[] {
  return 'refuse' in decision ? [] : decision.events.map(({ body }) => JSON.parse(body));
}

/** The kinds of events a decision writes, or the code it refuses with. */
export function kinds(decision: Decision): string[] {
  return 'refuse' in decision ? [decision.refuse] : bodies(decision).map(({ kind }) => kind);
}

/** The sentence a decision refuses with. */
export function why(decision: Decision): string {
  return 'refuse' in decision ? refusalSentence(decision.refuse, decision.detail) : '';
}
