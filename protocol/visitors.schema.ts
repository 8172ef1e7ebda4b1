import { z } from 'zod';
import { attributeFault, attributesFault } from './check-attributes.ts';
import { verifiedSchema } from './identity.schema.ts';
import {
  chatIdSchema,
  operatorIdSchema,
  siteIdSchema,
  visitorIdSchema,
  visitorNoteIdSchema,
} from './ids.schema.ts';
import * as LIMITS from './limits.ts';
import { textSchema } from './text.schema.ts';
import { visitorTracksSchema } from './track.schema.ts';

const attributeSchema = z.union([z.string(), z.number(), z.boolean()]);

/** What the page said of its visitor, by name; nobody has checked that it is so. */
export const attributesSchema = z.record(z.string(), attributeSchema);

/** What a page sets of it; null removes one. */
export const attributeChangesSchema = z
  .record(z.string(), attributeSchema.nullable())
  .superRefine((changes, context) => {
    const all = attributesFault(changes);
    if (all) context.addIssue({ code: 'custom', message: all });
    for (const [name, value] of Object.entries(changes)) {
      const fault = attributeFault(name, value);
      if (fault) context.addIssue({ code: 'custom', message: fault, path: [name.slice(0, 64)] });
    }
  });

/** A page that the visitor opened; `at` is when they came to it. */
export const visitedPageSchema = z.strictObject({
  url: z.string(),
  title: z.string(),
  at: z.int(),
});

/** A chat that the same visitor had on the same site. */
export const earlierChatSchema = z.strictObject({
  id: chatIdSchema,
  startedAt: z.int(),
  /** Who answered last; empty where nobody did, or the account is gone. */
  operatorName: z.string(),
  rating: z.enum(['good', 'bad']).nullable(),
  preview: z.string(),
});

/** What an operator noted about a visitor; operators alone see it. */
export const visitorNoteSchema = z.strictObject({
  id: visitorNoteIdSchema,
  /** Whose account is gone has an empty name. */
  author: z.strictObject({ id: operatorIdSchema, name: z.string() }),
  text: z.string(),
  at: z.int(),
  /** When it was written anew; null where it was not. */
  changedAt: z.int().nullable(),
});

export const visitorNoteInputSchema = z.strictObject({
  text: textSchema(LIMITS.visitorNoteCodePoints),
});

/** GET /api/v1/chats/:id/visitor: what is known of a chat's visitor beyond the chat's row. */
export const visitorDetailsSchema = z.strictObject({
  /** Whom the site proves them to be; null: nobody. */
  verified: verifiedSchema.nullable(),
  /** Since they agreed to be remembered; 0 where they did not. */
  visits: z.int(),
  attributes: attributesSchema,
  ...visitorTracksSchema.shape,
  /** The newest first: that is where they are, or were last; at most the last 50 of this chat. */
  pages: z.array(visitedPageSchema),
  /** Other chats of theirs on this site, the newest first; at most 20. */
  earlier: z.array(earlierChatSchema),
  /** How many there are. */
  earlierCount: z.int(),
  /** The newest first. */
  notes: z.array(visitorNoteSchema),
});

/** `looking`: no chat; `waiting`: their chat waits for an operator; `chatting`: one has joined it. */
export const hereStateSchema = z.enum(['looking', 'waiting', 'chatting']);

/** A visitor who is on the site now. Times in milliseconds since 1970. */
export const visitorRowSchema = z.strictObject({
  visitor: z.strictObject({
    id: visitorIdSchema,
    name: z.string().nullable(),
    email: z.string().nullable(),
    /** Null: nobody proves who they are. */
    verified: verifiedSchema.nullable(),
  }),
  site: z.strictObject({ id: siteIdSchema, name: z.string() }),
  page: z.strictObject({ url: z.string(), title: z.string(), referrer: z.string() }),
  device: z.strictObject({ browser: z.string(), system: z.string(), kind: z.string() }),
  language: z.string(),
  /** When their visit began. */
  since: z.int(),
  /** When they came to the page. */
  pageSince: z.int(),
  /** Since they agreed to be remembered; 0 where they did not. */
  visits: z.int(),
  state: hereStateSchema,
  /** Their open chat; `operatorName` is empty while nobody has it. */
  chat: z.strictObject({ id: chatIdSchema, operatorName: z.string() }).nullable(),
});

/** Which part of the list an operator looks at: of one site, of one state, from a place on. */
export const watchVisitorsSchema = z.strictObject({
  type: z.literal('watchVisitors'),
  site: siteIdSchema.optional(),
  state: hereStateSchema.optional(),
  from: z.int().nonnegative().max(1_000_000),
});

/** That part: at most 50, those who came last first. */
export const visitorsFrameSchema = z.strictObject({
  type: z.literal('visitors'),
  /** The place of the first row; less than wished for where the list is shorter. */
  from: z.int(),
  /** How many fit the wish. */
  count: z.int(),
  /** How many are on the sites, those included of whom a relay with very many does not tell. */
  total: z.int(),
  /** On the wished site. */
  counts: z.strictObject({ looking: z.int(), waiting: z.int(), chatting: z.int() }),
  rows: z.array(visitorRowSchema),
  /** The relay's clock, for times that go on. */
  at: z.int(),
});
