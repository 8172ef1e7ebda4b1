import { z } from 'zod';
import { availabilitySchema } from './availability.schema.ts';
import { banSchema } from './bans.schema.ts';
import {
  authorSchema,
  chatEventSchema,
  operatorSendSchema,
  visitorSendSchema,
} from './events.schema.ts';
import { groupPresenceSchema } from './groups.schema.ts';
import { identifiedFrameSchema, identifyFrameSchema } from './identify.schema.ts';
import { verifiedSchema } from './identity.schema.ts';
import {
  chatIdSchema,
  eventIdSchema,
  groupIdSchema,
  operatorIdSchema,
  siteIdSchema,
  siteKeySchema,
  tagIdSchema,
  visitorIdSchema,
  visitorTokenSchema,
} from './ids.schema.ts';
import * as LIMITS from './limits.ts';
import { panelSettingsSchema } from './site-settings.schema.ts';
import { tagSchema } from './tags.schema.ts';
import { messageTextSchema, pageSchema, previewSchema, reportedSchema } from './text.schema.ts';
import { trackFrameSchema } from './track.schema.ts';
import { visitorsFrameSchema, watchVisitorsSchema } from './visitors.schema.ts';

const seq = z.int().nonnegative();

/** Where a client stands in a chat: it has every event up to `after` of the log called `epoch`. */
const standSchema = z.strictObject({ id: chatIdSchema, after: seq, epoch: z.string().max(64) });

const ping = z.strictObject({ type: z.literal('ping') });
const typing = z.strictObject({ type: z.literal('typing'), chat: chatIdSchema });
/** `text` is what they have written so far; passed on only where the site's `typingPreview` is on, and never stored. */
const typingOfVisitor = z.strictObject({ ...typing.shape, text: previewSchema.optional() });
const seen = z.strictObject({ type: z.literal('seen'), chat: chatIdSchema, seq });
/** Everything up to `seq` is in this reader's browser; `seen` says that it was also looked at. */
const delivered = z.strictObject({ type: z.literal('delivered'), chat: chatIdSchema, seq });
/** Asks for events after or before a seq (one of the two), oldest first; answered by `event` frames. */
const fetchEvents = z
  .strictObject({
    type: z.literal('fetch'),
    chat: chatIdSchema,
    after: seq.optional(),
    before: seq.optional(),
    limit: z.int().min(1).max(LIMITS.fetchEvents),
  })
  .refine((frame) => (frame.after === undefined) !== (frame.before === undefined), {
    error: 'needs either after or before',
    path: ['after'],
  });

/** A consent decision as it is recorded: the words that were shown, their version, and where. */
export const consentRecordSchema = z.strictObject({
  choice: z.enum(['granted', 'denied', 'withdrawn']),
  /** Who asked: our banner or menu, the page's consent manager, or the browser's Global Privacy Control. */
  by: z.enum(['banner', 'menu', 'api', 'gpc']),
  version: reportedSchema(40).min(1),
  text: reportedSchema(2_000),
  page: reportedSchema(LIMITS.urlChars),
});

/** First frame of a visitor's socket. Without `token` the relay makes a new visitor and gives its token in `welcome`. */
export const visitorHelloSchema = z.strictObject({
  type: z.literal('hello'),
  site: siteKeySchema,
  token: visitorTokenSchema.optional(),
  page: pageSchema,
  /** BCP 47 tag of the language the panel shows. */
  language: reportedSchema(35).optional(),
  /** This line is there to be seen on the site, by consent, and nothing is replayed to it. */
  seenOnly: z.literal(true).optional(),
  /** The relay replays this chat from there; without it, the visitor's latest chat from the start. */
  chat: standSchema.optional(),
});

/** Every frame a visitor may send. */
export const visitorFrameSchema = z.discriminatedUnion('type', [
  visitorHelloSchema,
  z.strictObject({
    type: z.literal('send'),
    id: eventIdSchema,
    /** `new`: the visitor's open chat if there is one, else a new chat. */
    chat: z.union([chatIdSchema, z.literal('new')]),
    event: visitorSendSchema,
  }),
  typingOfVisitor,
  seen,
  delivered,
  fetchEvents,
  z.strictObject({
    type: z.literal('page'),
    url: pageSchema.shape.url,
    title: pageSchema.shape.title,
  }),
  identifyFrameSchema,
  trackFrameSchema,
  z.strictObject({ type: z.literal('consent'), consent: consentRecordSchema }),
  ping,
  /** Ends the socket; `forget` also makes the token worthless. */
  z.strictObject({ type: z.literal('bye'), forget: z.boolean().optional() }),
]);

/** First frame of an operator's socket; who it is comes from the session cookie. */
export const operatorHelloSchema = z.strictObject({ type: z.literal('hello') });

/** Every frame an operator may send. */
export const operatorFrameSchema = z.discriminatedUnion('type', [
  operatorHelloSchema,
  z.strictObject({
    type: z.literal('send'),
    id: eventIdSchema,
    chat: chatIdSchema,
    event: operatorSendSchema,
  }),
  typing,
  seen,
  delivered,
  fetchEvents,
  /** Streams a chat from `after` (0 where the epoch differs) and keeps it live until `unwatch`. */
  z.strictObject({
    type: z.literal('watch'),
    chat: chatIdSchema,
    after: seq,
    epoch: z.string().max(64),
  }),
  z.strictObject({ type: z.literal('unwatch'), chat: chatIdSchema }),
  /** Shows who is on the sites, and keeps it live until `unwatchVisitors`; said again it shows another part. */
  watchVisitorsSchema,
  z.strictObject({ type: z.literal('unwatchVisitors') }),
  /** Writes to a visitor who is on the site: their open chat where nobody else has it, else a new one that this operator has joined. */
  z.strictObject({
    type: z.literal('startChat'),
    id: eventIdSchema,
    visitor: visitorIdSchema,
    text: messageTextSchema,
  }),
  /** Takes new chats, or not. */
  z.strictObject({ type: z.literal('presence'), accepting: z.boolean() }),
  /** `used`: somebody used the console, by keys or pointer, since the `ping` before. */
  z.strictObject({ ...ping.shape, used: z.literal(true).optional() }),
  z.strictObject({ type: z.literal('bye') }),
]);

export const chatStateSchema = z.enum(['queued', 'unanswered', 'assigned', 'active', 'closed']);
const marksSchema = z.strictObject({ visitor: seq, operator: seq });

/** A chat in a visitor's `welcome`. */
export const chatHeadSchema = z.strictObject({
  id: chatIdSchema,
  /** The last seq this reader may see; a client that has it is up to date. */
  last: seq,
  state: chatStateSchema,
  seen: marksSchema,
  delivered: marksSchema,
});

/** A chat as a row of the console's inbox. */
export const chatSummarySchema = z.strictObject({
  id: chatIdSchema,
  site: z.strictObject({ id: z.string(), name: z.string() }),
  visitor: z.strictObject({
    id: visitorIdSchema,
    name: z.string().nullable(),
    email: z.string().nullable(),
    /** Null: nobody proves who they are. */
    verified: verifiedSchema.nullable(),
    /** When attributes or notes of theirs changed last; 0 where there are none. */
    changedAt: z.int(),
  }),
  /** Of the visitor; null where they may write. One that is over may still stand here. */
  ban: banSchema.nullable(),
  state: chatStateSchema,
  /** Who it is assigned to or who joined it. */
  operator: z.strictObject({ id: operatorIdSchema, name: z.string() }).nullable(),
  /** Whose members get the chat; null: whoever serves the site. */
  group: z.strictObject({ id: groupIdSchema, name: z.string() }).nullable(),
  last: seq,
  seen: marksSchema,
  delivered: marksSchema,
  /** The beginning of the last message, form or note; at most 120 characters. */
  preview: z.string(),
  /** What the visitor thinks of the chat; null where they have not said. */
  rating: z.enum(['good', 'bad']).nullable(),
  /** The last seq written by the visitor: above `seen.operator` means unread. */
  lastFromVisitor: seq,
  /** Since when the visitor waits for a person: since what they said first that nobody answered, or it came to the queue. Null where they do not. */
  waitingSince: z.int().nullable(),
  /** Until about when whoever it is offered to may accept it; null where it is not offered, or for any time. */
  offeredUntil: z.int().nullable(),
  startedAt: z.int(),
  /** When somebody wrote, sent a file, filled in a form or rated it last. */
  saidAt: z.int(),
  updatedAt: z.int(),
  page: z.strictObject({ url: z.string(), title: z.string(), referrer: z.string() }),
  device: z.strictObject({ browser: z.string(), system: z.string(), kind: z.string() }),
  language: z.string(),
  /** In the order in which they were put on; one that is not among the tags was deleted. */
  tags: z.array(tagIdSchema),
  /** What the visitor reached by its page's word while it was open, or within a day after it changed last. */
  goals: z.array(z.string()),
  /** Whether the visitor has the chat open in a browser now. */
  online: z.boolean(),
});

/** An operator as other operators see them. */
export const operatorPresenceSchema = z.strictObject({
  id: operatorIdSchema,
  name: z.string(),
  accepting: z.boolean(),
  /** Why they do not accept chats: by their own switch, outside their hours of work, or since they let chats pass. Null where they do. */
  away: z.enum(['switch', 'schedule', 'missed']).nullable(),
  online: z.boolean(),
  /** Chats assigned to or joined by them that are neither closed nor idle. */
  chats: z.int(),
  limit: z.int(),
});

const limitsSchema = z.strictObject({
  frameBytes: z.int(),
  textCodePoints: z.int(),
  /** Of one file. */
  fileBytes: z.int(),
});
const sent = z.strictObject({
  type: z.literal('sent'),
  id: eventIdSchema,
  chat: chatIdSchema,
  seq,
  at: z.int(),
});
const refused = z.strictObject({
  type: z.literal('refused'),
  /** The `send` it answers; missing where the frame had no id. */
  id: z.string().optional(),
  code: z.string(),
  message: z.string(),
  /** What the sentence names, such as a `limit`. */
  values: z.record(z.string(), z.union([z.string(), z.number()])).optional(),
  final: z.boolean(),
  /** Seconds. */
  retryAfter: z.number().optional(),
});
const event = z.strictObject({ type: z.literal('event'), ...chatEventSchema.shape });
const typingOf = z.strictObject({
  type: z.literal('typing'),
  chat: chatIdSchema,
  author: authorSchema,
});
/** Of a visitor it may carry what they have written so far. */
const typingToOperator = z.strictObject({ ...typingOf.shape, text: z.string().optional() });
/** Another operator has this chat open, or no longer; said again with each of their heartbeats. */
const looking = z.strictObject({
  type: z.literal('looking'),
  chat: chatIdSchema,
  operator: operatorIdSchema,
  here: z.boolean(),
});
const seenOf = z.strictObject({
  type: z.literal('seen'),
  chat: chatIdSchema,
  role: z.enum(['visitor', 'operator']),
  seq,
});
const deliveredOf = z.strictObject({ ...seenOf.shape, type: z.literal('delivered') });
/** The relay stops: come back at a random moment within `spread` milliseconds. */
const goaway = z.strictObject({ type: z.literal('goaway'), spread: z.int() });
const pong = z.strictObject({ type: z.literal('pong') });

/** Every frame the relay sends to a visitor. */
export const toVisitorFrameSchema = z.discriminatedUnion('type', [
  z.strictObject({
    type: z.literal('welcome'),
    visitor: visitorIdSchema,
    /** Only where the relay made a new visitor. */
    token: visitorTokenSchema.optional(),
    epoch: z.string(),
    /** Newest first; the first one is replayed and kept live. */
    chats: z.array(chatHeadSchema),
    limits: limitsSchema,
    config: panelSettingsSchema,
    ...availabilitySchema.shape,
  }),
  sent,
  refused,
  event,
  typingOf,
  seenOf,
  deliveredOf,
  z.strictObject({
    type: z.literal('queue'),
    chat: chatIdSchema,
    /** Place in the queue, 1 is next; 0 when it has none: the chat no longer waits, or its site is closed. */
    position: z.int().nonnegative(),
    /** About how long it will take, in milliseconds, by how fast the queue moved lately; absent where too little is known. */
    wait: z.int().nonnegative().optional(),
  }),
  z.strictObject({ type: z.literal('presence'), ...availabilitySchema.shape }),
  identifiedFrameSchema,
  goaway,
  pong,
]);

/** Every frame the relay sends to an operator. */
export const toOperatorFrameSchema = z.discriminatedUnion('type', [
  z.strictObject({
    type: z.literal('welcome'),
    operator: operatorPresenceSchema,
    epoch: z.string(),
    /** The relay's clock, milliseconds since 1970 UTC: what lasts is shown by it. */
    at: z.int(),
    /** All open chats, and of the closed ones the 50 in which something was said last. */
    chats: z.array(chatSummarySchema),
    operators: z.array(operatorPresenceSchema),
    /** By their names. */
    tags: z.array(tagSchema),
    groups: z.array(groupPresenceSchema),
    limits: limitsSchema,
  }),
  sent,
  refused,
  event,
  typingToOperator,
  looking,
  seenOf,
  deliveredOf,
  /** A chat's row is new or changed. */
  z.strictObject({ type: z.literal('chat'), chat: chatSummarySchema }),
  z.strictObject({ type: z.literal('presence'), operators: z.array(operatorPresenceSchema) }),
  visitorsFrameSchema,
  /** All tags, after one was made, changed or deleted. */
  z.strictObject({ type: z.literal('tags'), tags: z.array(tagSchema) }),
  /** All groups, after one of them has changed. */
  z.strictObject({ type: z.literal('groups'), groups: z.array(groupPresenceSchema) }),
  /** A site was deleted, and its chats with it. */
  z.strictObject({ type: z.literal('siteGone'), site: siteIdSchema }),
  goaway,
  pong,
]);
