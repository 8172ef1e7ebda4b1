import { z } from 'zod';
import {
  chatIdSchema,
  operatorIdSchema,
  siteIdSchema,
  visitorIdSchema,
} from '../../../protocol/index.schema.ts';

const role = z.enum(['visitor', 'operator']);
const seq = z.int().nonnegative();

const hintEventSchema = z.object({
  seq,
  prev: seq,
  toOperator: z.string(),
  visiblePrev: seq,
  toVisitor: z.string().nullable(),
});

const visitorHereSchema = z.object({
  visitor: visitorIdSchema,
  site: siteIdSchema,
  page: z.object({ url: z.string(), title: z.string(), referrer: z.string() }),
  browser: z.string(),
  system: z.string(),
  device: z.string(),
  language: z.string(),
  isByConsent: z.boolean(),
  since: z.int(),
  pageSince: z.int(),
});

/** A hint as it comes from another node. Must say what `Hint` says; one of a later version that does not is ignored. */
const hintSchema = z.discriminatedUnion('type', [
  z.object({
    type: z.literal('events'),
    chat: chatIdSchema,
    site: siteIdSchema,
    visitor: visitorIdSchema,
    events: z.array(hintEventSchema),
    moved: z.boolean(),
  }),
  z.object({ type: z.literal('chat'), chat: chatIdSchema }),
  z.object({
    type: z.literal('typing'),
    chat: chatIdSchema,
    visitor: visitorIdSchema,
    frame: z.string(),
    from: z.string(),
    role,
  }),
  z.object({
    type: z.enum(['seen', 'delivered']),
    chat: chatIdSchema,
    visitor: visitorIdSchema,
    role,
    seq,
    frame: z.string(),
  }),
  z.object({
    type: z.literal('looking'),
    chat: chatIdSchema,
    operator: operatorIdSchema,
    here: z.boolean(),
    asks: z.boolean(),
  }),
  z.object({ type: z.literal('visitorsAsked'), node: z.string() }),
  z.object({
    type: z.literal('visitorsHere'),
    node: z.string(),
    here: z.array(visitorHereSchema),
    total: seq,
  }),
  z.object({ type: z.enum(['presence', 'used', 'access']), operator: operatorIdSchema }),
  z.object({ type: z.literal('renewed'), visitor: visitorIdSchema }),
  z.object({
    type: z.literal('sighting'),
    site: siteIdSchema,
    host: z.string(),
    isAllowed: z.boolean(),
    at: z.int(),
  }),
  z.object({ type: z.enum(['sites', 'groups', 'addons', 'tags', 'bans']) }),
]);

/** What a message says. */
export const sayingSchema = z.discriminatedUnion('type', [
  z.object({ type: z.literal('hint'), hint: hintSchema }),
  /** These operators have a line to the node; said every second, and at once when they change. */
  z.object({ type: z.literal('beacon'), operators: z.array(operatorIdSchema) }),
  /** Nothing but that messages come through, on the channels that carry no beacon. */
  z.object({ type: z.literal('echo') }),
  /** A node is new and wants to hear everybody's beacon now. */
  z.object({ type: z.literal('asks') }),
  /** The node goes and takes its people along. */
  z.object({ type: z.literal('leaves') }),
]);

/** One message on a channel: who says it, and its number among what that node said on this channel. */
export const messageSchema = z.object({
  from: z.uuid().brand<'NodeId'>(),
  number: z.int().positive(),
  saying: sayingSchema,
});
