import { uuidv7 } from 'uuidv7';
import type {
  ChatId,
  EventId,
  OperatorName,
  OperatorSend,
  RefusalCode,
  SiteId,
  VisitorId,
  VisitorSend,
} from '../../protocol/index.ts';
import { refusalSentence } from '../../protocol/index.ts';
import type { Bus } from '../bus/index.ts';
import type { AppendRequest, AppendResult, Storage } from '../storage/index.ts';
import { chatOverview, hashOfBody } from '../storage/index.ts';
import { type AppendEvents, createAppendEvents, refusalOfFailure } from './append-events.ts';
import {
  decideAssign,
  decideOperatorSend,
  decideRequeue,
  decideVisitorSend,
  type Moment,
} from './decide.ts';
import { createMoveMarks, type MoveMark } from './move-marks.ts';
import { type ChatContext, newChat } from './new-chat.ts';

/** How a send ended: where it stands in the log, or why it does not. */
export type SendOutcome =
  | { readonly sent: true; readonly chat: ChatId; readonly seq: number; readonly at: number }
  | { readonly sent: false; readonly code: RefusalCode; readonly message: string };

/** Add-ons that look at what is said before it is stored: they may change or refuse it. */
export type BeforeSend = (input: {
  readonly site: SiteId;
  readonly siteName: string;
  readonly chat: ChatId | null;
  readonly author: 'visitor' | 'operator';
  readonly event: VisitorSend | OperatorSend;
}) => BeforeAnswer | Promise<BeforeAnswer>;

type BeforeAnswer = { readonly event: VisitorSend | OperatorSend } | { readonly refused: string };

export interface ChatsOptions {
  readonly storage: Storage;
  readonly bus: Bus;
  readonly before: BeforeSend;
  /** Whether any operator accepts chats now. */
  readonly isAccepting: () => boolean;
  readonly now: () => number;
  readonly onCommit: (batchSize: number) => void;
  /** Failures that a sender is told of only in general. */
  readonly onFailure: (error: unknown) => void;
}

export interface VisitorSending {
  readonly site: { readonly id: SiteId; readonly name: string };
  readonly visitor: VisitorId;
  readonly chat: ChatId | 'new';
  readonly id: EventId;
  readonly event: VisitorSend;
  readonly context: ChatContext;
}

export interface OperatorSending {
  readonly operator: OperatorName;
  readonly chat: ChatId;
  readonly id: EventId;
  readonly event: OperatorSend;
}

/** The log of every chat: the only way to write to it. */
export interface Chats {
  visitorSends(sending: VisitorSending): Promise<SendOutcome>;
  operatorSends(sending: OperatorSending): Promise<SendOutcome>;
  readonly moveMark: MoveMark;
  /** Offers a queued chat to an operator with fewer than `limit` chats; false when it could not be. */
  assign(chat: ChatId, operator: OperatorName, limit: number): Promise<boolean>;
  /** Puts an offered chat back into the queue; false when it was accepted meanwhile. */
  requeue(chat: ChatId, from: OperatorName['id']): Promise<boolean>;
}

export function createChats(options: ChatsOptions): Chats {
  const append = createAppendEvents(options.storage, options.bus, options.onCommit);
  const moment = (): Moment => ({ at: options.now(), newEventId });

  return {
    moveMark: createMoveMarks(options.storage),

    async visitorSends(sending) {
      const { site, visitor, id, chat } = sending;
      const before = await options.before({
        site: site.id,
        siteName: site.name,
        chat: chat === 'new' ? null : chat,
        author: 'visitor',
        event: sending.event,
      });
      if ('refused' in before) return refuse('addon_refused', before.refused);
      // The hook gives back the kind of event it was given: its answer is checked by the schema of that kind.
      const event = before.event as VisitorSend;
      const forms = formsOf(sending.event, event);
      return outcomeOf(append, options.onFailure, {
        target:
          chat === 'new' ? { visitor, site: site.id } : { visitor, site: site.id, orElse: chat },
        authorId: visitor,
        id,
        sentBody: forms.sentBody,
        decide: (found) => {
          if (!found && chat !== 'new') return { refuse: 'not_found', detail: 'this chat' };
          const now = moment();
          const row = found ?? newChat(newChatId(), site.id, visitor, sending.context, now.at);
          return decideVisitorSend(
            now,
            visitor,
            { id, event, json: forms.json, sentHash: forms.sentHash },
            row,
            options.isAccepting(),
          );
        },
      });
    },

    async operatorSends(sending) {
      const { operator, chat, id } = sending;
      const row = await chatOverview(options.storage.read, chat);
      if (!row) return refuse('not_found', 'this chat');
      const before = await options.before({
        site: row.site_id,
        siteName: row.site_name,
        chat,
        author: 'operator',
        event: sending.event,
      });
      if ('refused' in before) return refuse('addon_refused', before.refused);
      // As above: of the same kind as what was sent.
      const event = before.event as OperatorSend;
      const forms = formsOf(sending.event, event);
      return outcomeOf(append, options.onFailure, {
        target: { chat },
        authorId: operator.id,
        id,
        sentBody: forms.sentBody,
        decide: (found) => {
          const { json, sentHash } = forms;
          return decideOperatorSend(moment(), operator, { id, event, json, sentHash }, found);
        },
      });
    },

    assign(chat, operator, limit) {
      return step(append, chat, {
        assignTo: operator.id,
        decide: (found, chatsOfOperator) =>
          decideAssign(moment(), operator, limit, found, chatsOfOperator),
      });
    },

    requeue(chat, from) {
      return step(append, chat, { decide: (found) => decideRequeue(moment(), from, found) });
    },
  };
}

/** One of the relay's own steps: false where the chat has moved on meanwhile. */
async function step(
  append: AppendEvents,
  chat: ChatId,
  how: Pick<AppendRequest, 'assignTo' | 'decide'>,
): Promise<boolean> {
  const result = await append({
    target: { chat },
    authorId: 'system',
    id: newEventId(),
    sentBody: '',
    ...how,
  });
  return result.outcome === 'appended';
}

function outcomeOf(
  append: AppendEvents,
  onFailure: (error: unknown) => void,
  request: AppendRequest,
): Promise<SendOutcome> {
  return append(request).then(
    (result) => toOutcome(result, request.id),
    (error: unknown) => {
      onFailure(error);
      return refuse(refusalOfFailure(error), '');
    },
  );
}

function toOutcome(result: AppendResult, id: EventId): SendOutcome {
  switch (result.outcome) {
    case 'repeated':
      return { sent: true, chat: result.chat, seq: result.seq, at: result.at };
    case 'refused':
      return refuse(result.code, result.detail);
    case 'appended': {
      const own = result.events.find((event) => event.id === id);
      const { id: chat, last_seq, updated_at } = result.chat;
      // Without an event of its own it asked for what was so already.
      return { sent: true, chat, seq: own?.seq ?? last_seq, at: own?.at ?? updated_at };
    }
  }
}

function refuse(code: RefusalCode, detail: string): SendOutcome {
  return { sent: false, code, message: refusalSentence(code, detail) };
}

/**
 * What a repeat is compared with: the body as it was sent. It is stored as it is, or by its hash where what is stored is not
 * what was sent: an add-on changed it, or it is a step that the relay completes with the operator's name.
 */
function formsOf(
  sent: VisitorSend | OperatorSend,
  stored: VisitorSend | OperatorSend,
): { sentBody: string; json: string | undefined; sentHash: string | undefined } {
  const sentBody = JSON.stringify(sent);
  const isStoredAsSent =
    sent.kind !== 'joined' && (sent === stored || sentBody === JSON.stringify(stored));
  return isStoredAsSent
    ? { sentBody, json: sentBody, sentHash: undefined }
    : { sentBody, json: undefined, sentHash: hashOfBody(sentBody) };
}

// The library's strings are UUIDv7, which is what the brands stand for.
function newEventId(): EventId {
  return uuidv7() as EventId;
}

function newChatId(): ChatId {
  return uuidv7() as ChatId;
}
