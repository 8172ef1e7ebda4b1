import { uuidv7 } from 'uuidv7';
import type {
  Availability,
  ChatFile,
  ChatId,
  EventId,
  OperatorName,
  OperatorPresence,
  OperatorSend,
  RefusalCode,
  RefusalDetail,
  SiteForm,
  SiteId,
  SiteSettings,
  Tag,
  TagId,
  VisitorId,
  VisitorSend,
} from '../../protocol/index.ts';
import type { Bus } from '../bus/index.ts';
import { type AppendRequest, type ChatRow, type Storage, wasJoined } from '../storage/index.ts';
import { type AppendEvents, createAppendEvents } from './append-events.ts';
import { decideVisitorSend } from './decide.ts';
import {
  decideAssign,
  decideCloseIdle,
  decideRequeue,
  type Offer,
  type Requeue,
} from './decide-routing.ts';
import { isOpinion, whyNotSent } from './may-visitor-send.ts';
import type { Moment } from './moment.ts';
import { createMoveMarks, type MoveMark } from './move-marks.ts';
import { type ChatContext, newChat } from './new-chat.ts';
import { createOperatorBegins, type OperatorBeginning } from './operator-begins.ts';
import { createOperatorSends, type GroupName, type OperatorSending } from './operator-sends.ts';
import { formsOf, outcomeOf, refuse, type SendOutcome } from './send-outcome.ts';

/** Add-ons that look at what is said before it is stored: they may change or refuse it. */
export type BeforeSend = (input: {
  readonly site: SiteId;
  readonly siteName: string;
  readonly chat: ChatId | null;
  readonly author: 'visitor' | 'operator';
  readonly event: VisitorSend | OperatorSend;
}) => BeforeAnswer | Promise<BeforeAnswer>;

type BeforeAnswer = { readonly event: VisitorSend | OperatorSend } | { readonly refused: string };

/** The site a visitor writes on. */
export interface ChatSite {
  readonly id: SiteId;
  readonly name: string;
  readonly settings: Pick<SiteSettings, 'hours' | 'guard'>;
}

/** Gives an uploaded file to the event that sends it; null, or why it cannot be sent. Harmless when it is done twice. */
export type ClaimFile = (sending: {
  readonly file: ChatFile;
  readonly event: EventId;
  readonly author: VisitorId | OperatorName['id'];
  readonly visitor: VisitorId;
}) => Promise<{ readonly refuse: RefusalCode; readonly detail: RefusalDetail } | null>;

export interface ChatsOptions {
  readonly storage: Storage;
  readonly bus: Bus;
  readonly before: BeforeSend;
  readonly claimFile: ClaimFile;
  /** Undefined where there is no such tag. */
  readonly findTag: (id: TagId) => Promise<Tag | undefined>;
  /** Whether a visitor may not write now. */
  readonly isBanned: (visitor: VisitorId) => boolean;
  /** Why something that a visitor says is not wanted, or nothing. */
  readonly whyUnwanted: (
    sending: VisitorSending,
  ) => Promise<{ readonly refuse: RefusalCode; readonly detail: string } | undefined> | undefined;
  /** Every account as it stands now, for whom chats are given to. */
  readonly operators: () => readonly OperatorPresence[];
  /** The groups as they are now. */
  readonly groups: () => Promise<readonly GroupName[]>;
  /** Within which an operator must accept such a chat where it is offered to them; null for any time. */
  readonly acceptSecondsOf: (chat: Pick<ChatRow, 'site_id' | 'group_id'>) => number | null;
  /** Whether a visitor who begins a chat on this site is answered now. */
  readonly availabilityOf: (site: ChatSite) => Availability;
  /** An operator joined a chat, or wrote to one. */
  readonly onAccepted: (operator: OperatorName['id']) => void;
  readonly now: () => number;
  readonly onCommit: (batchSize: number) => void;
  /** Failures that a sender is told of only in general. */
  readonly onFailure: (error: unknown) => void;
}

export interface VisitorSending {
  readonly site: ChatSite;
  readonly visitor: VisitorId;
  readonly chat: ChatId | 'new';
  readonly id: EventId;
  readonly event: VisitorSend;
  /** The site's form that the event answers, as it is now. */
  readonly form?: SiteForm | undefined;
  readonly context: ChatContext;
}

/** The log of every chat: the only way to write to it. */
export interface Chats {
  visitorSends(sending: VisitorSending): Promise<SendOutcome>;
  operatorSends(sending: OperatorSending): Promise<SendOutcome>;
  /** An operator writes to a visitor who may have no open chat. */
  operatorBegins(beginning: OperatorBeginning): Promise<SendOutcome>;
  readonly moveMark: MoveMark;
  /** Offers a chat that waits to an operator with fewer than `limit` chats; false when it could not be. */
  assign(chat: ChatId, offer: Offer): Promise<boolean>;
  /** Puts an operator's chat back into the queue; false when it was accepted, or answered, meanwhile. */
  requeue(chat: ChatId, requeue: Requeue): Promise<boolean>;
  /** Closes a chat that is answered and unchanged since `before`, milliseconds since 1970; false where it is not. */
  closeIdle(chat: ChatId, before: number): Promise<boolean>;
  /** Resolves when what was asked for by now is written: before that, the storage must not be closed. */
  settled(): Promise<void>;
}

export function createChats(options: ChatsOptions): Chats {
  const append = createAppendEvents(options.storage, options.bus, options.onCommit);
  const moveMark = createMoveMarks(options.storage);
  const moment = (): Moment => ({ at: options.now(), newEventId });

  return {
    moveMark,

    async visitorSends(sending) {
      const { site, visitor, id, chat } = sending;
      if (options.isBanned(visitor)) return refuse('banned', '');
      const look = options.whyUnwanted(sending);
      const unwanted = look && (await look);
      if (unwanted) return refuse(unwanted.refuse, unwanted.detail);
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
      if (event.kind === 'file') {
        const { file } = event;
        const fault = await options.claimFile({ file, event: id, author: visitor, visitor });
        if (fault) return refuse(fault.refuse, fault.detail);
      }
      // Read before the lock: an open chat says it by its state, and nobody joins a closed one.
      const isJoined =
        chat !== 'new' && isOpinion(sending.event) && (await wasJoined(options.storage.read, chat));
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
          const isNamed = chat === 'new' || chat === row.id;
          // What the visitor sent, not what an add-on made of it: to mask a number must not make it a wrong one.
          const known = { isNamed, wasJoined: isJoined, form: sending.form };
          const refusal = whyNotSent(sending.event, row, known);
          if (refusal) return refusal;
          return decideVisitorSend(
            now,
            visitor,
            { id, event, json: forms.json, sentHash: forms.sentHash },
            row,
            options.availabilityOf(site),
          );
        },
      });
    },

    operatorSends: createOperatorSends({ ...options, append, moment }),

    operatorBegins: createOperatorBegins({
      ...options,
      append,
      moment,
      newRow: ({ site, visitor, context }, at) =>
        newChat(newChatId(), site.id, visitor, context, at),
    }),

    assign(chat, offer) {
      return step(append, chat, {
        assignTo: offer.operator.id,
        decide: (found, chatsOfOperator) => decideAssign(moment(), offer, found, chatsOfOperator),
      });
    },

    requeue(chat, requeue) {
      return step(append, chat, { decide: (found) => decideRequeue(moment(), requeue, found) });
    },

    closeIdle(chat, before) {
      return step(append, chat, { decide: (found) => decideCloseIdle(moment(), before, found) });
    },

    async settled() {
      await Promise.all([append.settled(), moveMark.settled()]);
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

// The library's strings are UUIDv7, which is what the brands stand for.

/** The id of an event of the relay's own making. */
export function newEventId(): EventId {
  return uuidv7() as EventId;
}

function newChatId(): ChatId {
  return uuidv7() as ChatId;
}
