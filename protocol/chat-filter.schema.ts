import { z } from 'zod';
import { chatStateSchema, chatSummarySchema } from './frames.schema.ts';
import {
  chatIdSchema,
  groupIdSchema,
  operatorIdSchema,
  siteIdSchema,
  tagIdSchema,
} from './ids.schema.ts';
import * as LIMITS from './limits.ts';
import { textSchema } from './text.schema.ts';

/** Milliseconds since 1970 UTC, as they stand in an address. */
const timeSchema = z
  .string()
  .regex(/^[0-9]{1,15}$/, 'must be milliseconds since 1970 UTC')
  .transform(Number);

/**
 * By what chats are chosen; all that is given must hold. `from` and `until` are when a chat began or, with words, when they were
 * said: from that moment on, and before that one.
 */
export const chatFilterSchema = z.strictObject({
  from: timeSchema.optional(),
  until: timeSchema.optional(),
  site: siteIdSchema.optional(),
  /** Who has the chat or had it last; `none` where nobody has. */
  operator: z.union([operatorIdSchema, z.literal('none')]).optional(),
  /** Whose members get the chat; `none` where it is whoever serves the site. */
  group: z.union([groupIdSchema, z.literal('none')]).optional(),
  tag: tagIdSchema.optional(),
  /** `open` is every state but `closed`. */
  state: z.union([chatStateSchema, z.literal('open')]).optional(),
  rating: z.enum(['good', 'bad', 'none']).optional(),
  /** Stands in the address of the page that the visitor was on last, in any case of letters. */
  page: textSchema(LIMITS.filterCodePoints).optional(),
  /** The visitor reached it while the chat was open, or within a day after it changed last. */
  goal: textSchema(LIMITS.trackNameCodePoints).optional(),
  /** Begins words of the visitor's name or e-mail, or is their mark, `4A9C7` of "Visitor 4A9C7"; of the thousand newest who fit. */
  visitor: textSchema(LIMITS.filterCodePoints).optional(),
});

/** GET /api/v1/chats: chats by a filter, the newest first. */
export const chatsQuerySchema = z.strictObject({
  ...chatFilterSchema.shape,
  /** By when they began or, of closed ones alone, by when something was said in them last. */
  order: z.enum(['began', 'said']).optional(),
  /** The `next` of the page before. */
  before: z
    .string()
    .regex(/^[0-9]{1,15}\.[0-9a-f-]{36}$/, 'must be the `next` of the page before')
    .optional(),
});
/** At most 50. A page with fewer may have a `next`: the relay looks through so many chats at once. */
export const chatsAnswerSchema = z.strictObject({
  chats: z.array(chatSummarySchema),
  /** Goes on as `before`; null where this is the last page. */
  next: z.string().nullable(),
});

const namedSchema = z.strictObject({ id: z.string(), name: z.string() });
/** GET /api/v1/chats/choices: what there is to filter by, each in the order of its names, and where a first chat may come from. */
export const chatChoicesSchema = z.strictObject({
  sites: z.array(namedSchema),
  operators: z.array(namedSchema),
  groups: z.array(namedSchema),
  tags: z.array(namedSchema),
  /** By their names. */
  goals: z.array(z.string()),
  /** Whether the relay serves its demo pages, and their site is there. */
  demo: z.boolean(),
});

/** Of chats a table, a row each; of messages a table, a row each; or everything, a JSON object a line. */
export const exportFormatSchema = z.enum(['chats', 'messages', 'json']);
/** GET /api/v1/chats/export: every chat that the filter finds; with `q` those where it was said. */
export const exportQuerySchema = z.strictObject({
  ...chatFilterSchema.shape,
  q: textSchema(LIMITS.searchCodePoints).optional(),
  format: exportFormatSchema,
});

/** A chat as a line of JSON, with every event of its log, notes too. Files are named and not included. */
export const exportedChatSchema = z.strictObject({
  id: chatIdSchema,
  ...chatSummarySchema.pick({
    site: true,
    visitor: true,
    state: true,
    operator: true,
    group: true,
    rating: true,
    startedAt: true,
    updatedAt: true,
    page: true,
    device: true,
    language: true,
    goals: true,
  }).shape,
  /** By their names; those that were deleted are left out. */
  tags: z.array(z.string()),
  events: z.array(z.unknown()),
});
