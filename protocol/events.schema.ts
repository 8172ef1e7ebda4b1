import { z } from 'zod';
import { chatIdSchema, eventIdSchema, operatorIdSchema, visitorIdSchema } from './ids.schema.ts';
import { emailSchema, messageTextSchema, personNameSchema } from './text.schema.ts';

const message = z.strictObject({ kind: z.literal('message'), text: messageTextSchema });
const note = z.strictObject({ kind: z.literal('note'), text: messageTextSchema });
const offlineForm = z.strictObject({
  kind: z.literal('form'),
  form: z.literal('offline'),
  answers: z.strictObject({
    name: personNameSchema,
    email: emailSchema,
    message: messageTextSchema,
  }),
});
const operatorRef = z.strictObject({ id: operatorIdSchema, name: z.string() });

/** What a visitor may send into a chat. */
export const visitorSendSchema = z.discriminatedUnion('kind', [message, offlineForm]);

/** What an operator may send into a chat; `joined` accepts the chat, `closed` ends it. */
export const operatorSendSchema = z.discriminatedUnion('kind', [
  message,
  note,
  z.strictObject({ kind: z.literal('joined') }),
  z.strictObject({ kind: z.literal('closed') }),
]);

/** What stands in the log. Notes are for operators only; every other kind is for everybody in the chat. */
export const eventBodySchema = z.discriminatedUnion('kind', [
  message,
  note,
  offlineForm,
  /** The chat waits; `offline` is true when nobody was accepting chats. */
  z.strictObject({ kind: z.literal('queued'), offline: z.boolean() }),
  /** Routing offered the chat to this operator. */
  z.strictObject({ kind: z.literal('assigned'), operator: operatorRef }),
  /** This operator accepted the chat. */
  z.strictObject({ kind: z.literal('joined'), operator: operatorRef }),
  z.strictObject({ kind: z.literal('closed') }),
  z.strictObject({ kind: z.literal('reopened') }),
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
