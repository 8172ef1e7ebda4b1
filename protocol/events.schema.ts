import { z } from 'zod';
import { chatFileSchema } from './files.schema.ts';
import {
  chatIdSchema,
  eventIdSchema,
  groupIdSchema,
  operatorIdSchema,
  tagIdSchema,
  visitorIdSchema,
} from './ids.schema.ts';
import * as LIMITS from './limits.ts';
import { fieldIdSchema, formNameSchema } from './site-forms.schema.ts';
import { tagNamedSchema } from './tags.schema.ts';
import { messageTextSchema, textSchema } from './text.schema.ts';

const message = z.strictObject({ kind: z.literal('message'), text: messageTextSchema });
const note = z.strictObject({ kind: z.literal('note'), text: messageTextSchema });
/** A file that its author has uploaded before; a file is sent once. */
const file = z.strictObject({ kind: z.literal('file'), file: chatFileSchema });
/** An answer keeps its field's label, so that the log can be read after the form was changed. */
export const formAnswerSchema = z.strictObject({
  field: fieldIdSchema,
  /** Empty where the field has none of its own. */
  label: z.union([z.literal(''), textSchema(LIMITS.labelCodePoints)]),
  /** Of boxes to tick, whether they were. */
  value: z.union([z.boolean(), messageTextSchema]),
});
const form = z.strictObject({
  kind: z.literal('form'),
  form: formNameSchema,
  answers: z.array(formAnswerSchema).max(LIMITS.formFields),
});
/** What the visitor thinks of the chat; the last one counts. */
const rating = z.strictObject({
  kind: z.literal('rating'),
  good: z.boolean(),
  comment: textSchema(LIMITS.commentCodePoints).optional(),
});
const closed = z.strictObject({ kind: z.literal('closed') });
const reopened = z.strictObject({ kind: z.literal('reopened') });
const operatorRef = z.strictObject({ id: operatorIdSchema, name: z.string() });
/** Why a chat waits again. */
export const queuedReasonSchema = z.enum([
  /** It was offered to somebody who did not accept it in time. */
  'not_accepted',
  /** Whoever had it lost the line, or has no account any more. */
  'operator_left',
  /** Whoever it was offered to stopped accepting chats. */
  'operator_away',
]);
/** Why a chat waits as unanswered, where it is not that nobody accepts chats. */
export const offlineReasonSchema = z.enum([
  /** The site was closed by its opening hours. */
  'site_closed',
  /** So many waited that the site took no more. */
  'queue_full',
]);
/** Why a chat was offered to this operator. */
export const assignedReasonSchema = z.enum(['fewest_chats', 'next_in_turn', 'returning_visitor']);
const groupRef = z.strictObject({ id: groupIdSchema, name: z.string() });

/** What a visitor may send into a chat; `closed` ends it. */
export const visitorSendSchema = z.discriminatedUnion('kind', [
  message,
  file,
  form,
  rating,
  closed,
]);

/** Gives a chat to a colleague, or to whoever of a group is next; `note` is for them, and stands before it in the log. */
const transferOfOperator = z.strictObject({
  kind: z.literal('transferred'),
  to: z.union([
    z.strictObject({ operator: operatorIdSchema }),
    z.strictObject({ group: groupIdSchema }),
  ]),
  note: messageTextSchema.optional(),
});

/**
 * What an operator may send into a chat; `joined` accepts the chat, `closed` ends it, `reopened` takes a closed one up again,
 * `tagged` puts a tag on it or takes it off, whether or not it is theirs. A chat that somebody else has joined is taken over only from
 * the operator named as `over`.
 */
export const operatorSendSchema = z.discriminatedUnion('kind', [
  message,
  note,
  file,
  z.strictObject({ kind: z.literal('joined'), over: operatorIdSchema.optional() }),
  transferOfOperator,
  closed,
  reopened,
  z.strictObject({ kind: z.literal('tagged'), tag: tagIdSchema, on: z.boolean() }),
]);

/** What stands in the log. Notes, tags and `transferred` are for operators only; every other kind is for everybody in the chat. */
export const eventBodySchema = z.discriminatedUnion('kind', [
  message,
  note,
  file,
  form,
  rating,
  /** The chat waits; `offline` is true when nobody was there to answer it. */
  z.strictObject({
    kind: z.literal('queued'),
    offline: z.boolean(),
    /** For operators only. */
    reason: z.enum([...queuedReasonSchema.options, ...offlineReasonSchema.options]).optional(),
  }),
  /** Routing offered the chat to this operator. */
  z.strictObject({
    kind: z.literal('assigned'),
    operator: operatorRef,
    /** For operators only. */
    reason: assignedReasonSchema.optional(),
  }),
  /** This operator accepted the chat. */
  z.strictObject({ kind: z.literal('joined'), operator: operatorRef }),
  /** The operator `by` gave the chat away; who has it then is said by the `assigned` or `queued` after it. */
  z.strictObject({
    kind: z.literal('transferred'),
    to: z.union([z.strictObject({ operator: operatorRef }), z.strictObject({ group: groupRef })]),
    by: operatorRef,
  }),
  /**
   * `idle`: the relay closed it, since it was answered and its visitor is gone; `signed_in`: its visitor signed in and has another open
   * chat, which goes on.
   */
  z.strictObject({ kind: z.literal('closed'), reason: z.enum(['idle', 'signed_in']).optional() }),
  reopened,
  /** An operator put this tag on the chat, or took it off. */
  z.strictObject({ kind: z.literal('tagged'), tag: tagNamedSchema, on: z.boolean() }),
]);

export const authorSchema = z.discriminatedUnion('role', [
  z.strictObject({ role: z.literal('visitor'), id: visitorIdSchema }),
  z.strictObject({ role: z.literal('operator'), id: operatorIdSchema }),
  z.strictObject({ role: z.literal('system') }),
]);

/** One event as its reader gets it. */
export const chatEventSchema = z.strictObject({
  chat: chatIdSchema,
  /** 1, 2, 3 … without gaps in the log. */
  seq: z.int().positive(),
  /** The `seq` of the event before it that this reader may see; 0 for the first. */
  prev: z.int().nonnegative(),
  id: eventIdSchema,
  /** When the relay took it, milliseconds since 1970 UTC. A label only: order is `seq`. */
  at: z.int(),
  author: authorSchema,
  event: eventBodySchema,
});
