import type { Author, ChatEvent, ChatState, EventBody, EventId, OperatorId } from './types.ts';

/** An operator as the log names them. */
export interface OperatorName {
  readonly id: OperatorId;
  readonly name: string;
}

/** Where a chat stands in its life. `operator` is who it is assigned to or who joined last. */
export interface ChatStatus {
  readonly state: ChatState;
  readonly operator: OperatorName | null;
}

export const NEW_CHAT: ChatStatus = { state: 'unanswered', operator: null };

/** The next step of a chat's life. The relay's rows and every screen use this one function. */
export function nextStatus(status: ChatStatus, event: EventBody): ChatStatus {
  switch (event.kind) {
    case 'queued':
      return { state: event.offline ? 'unanswered' : 'queued', operator: null };
    case 'assigned':
      return { state: 'assigned', operator: event.operator };
    case 'joined':
      return { state: 'active', operator: event.operator };
    case 'closed':
      return { state: 'closed', operator: status.operator };
    case 'reopened':
      return { state: 'unanswered', operator: null };
    default:
      // What is said, rated or tagged moves nothing; nor does what a later version of the relay sends.
      return status;
  }
}

/** The kinds of events by which somebody says something; all others are steps. */
type Saying = 'message' | 'note' | 'file' | 'form';

/** Something said: a message, a note, a file or a form. */
export interface Said {
  readonly type: 'said';
  readonly id: EventId;
  readonly seq: number;
  readonly at: number;
  readonly author: Author;
  /** The operator's name as they joined; empty for visitors. */
  readonly authorName: string;
  readonly body: Extract<EventBody, { kind: Saying }>;
}

/** A step of the chat's life, or what the visitor thinks of it, shown between the messages. */
export interface Step {
  readonly type: 'step';
  readonly id: EventId;
  readonly seq: number;
  readonly at: number;
  readonly author: Author;
  readonly body: Exclude<EventBody, { kind: Saying }>;
}

/** What the visitor thinks of a chat. */
export type Rating = Omit<Extract<EventBody, { kind: 'rating' }>, 'kind'>;

/** What a person sees of a chat. */
export interface ChatView extends ChatStatus {
  readonly items: readonly (Said | Step)[];
  /** The visitor's last one; null where there is none. */
  readonly rating: Rating | null;
  /** The last seq that was reduced. */
  readonly last: number;
}

/** Takes a chat's events in, one after another, and shows what a person sees of them. */
export interface ChatReduction {
  /** The next event of the log. */
  add(event: ChatEvent): void;
  /** Later events do not change it; what it has in common with the next one keeps its identity. */
  view(): ChatView;
}

/** Begins at an empty log. */
export function beginChat(): ChatReduction {
  let status: ChatStatus = NEW_CHAT;
  let last = 0;
  let rating: Rating | null = null;
  const names = new Map<string, string>();
  const items: (Said | Step)[] = [];
  return {
    add({ id, seq, at, author, event }) {
      status = nextStatus(status, event);
      last = seq;
      if (isSaying(event)) {
        const authorName = author.role === 'operator' ? (names.get(author.id) ?? '') : '';
        items.push({ type: 'said', id, seq, at, author, authorName, body: event });
      } else {
        if ('operator' in event) names.set(event.operator.id, event.operator.name);
        if (event.kind === 'rating') rating = event;
        items.push({ type: 'step', id, seq, at, author, body: event });
      }
    },
    view: () => ({ ...status, items: [...items], rating, last }),
  };
}

function isSaying(event: EventBody): event is Said['body'] {
  const { kind } = event;
  return kind === 'message' || kind === 'note' || kind === 'file' || kind === 'form';
}

/** Reduces a chat's events, in order and without holes, to what a person sees. Pure. */
export function reduceChat(events: Iterable<ChatEvent>): ChatView {
  const reduction = beginChat();
  for (const event of events) reduction.add(event);
  return reduction.view();
}
