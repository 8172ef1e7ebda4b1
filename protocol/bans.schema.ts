import { z } from 'zod';
import { siteIdSchema, visitorIdSchema } from './ids.schema.ts';
import * as LIMITS from './limits.ts';
import { textSchema } from './text.schema.ts';

/** How long, in minutes; null for good. */
const banMinutesSchema = z.int().min(1).max(LIMITS.banMinutes).nullable();
/** For colleagues: the visitor is never shown it. */
const banReasonSchema = textSchema(LIMITS.banReasonCodePoints);

/** POST /api/v1/bans: takes the place of an earlier ban of the same visitor. */
export const banInputSchema = z.strictObject({
  visitor: visitorIdSchema,
  minutes: banMinutesSchema,
  reason: banReasonSchema,
  /** Whether their open chat is closed too. */
  closeChat: z.boolean().default(false),
});

/** A ban as every operator sees it beside the visitor. Over once `until` is. */
export const banSchema = z.strictObject({
  reason: z.string(),
  /** Who banned them, by the name they had. */
  by: z.string(),
  /** Milliseconds since 1970 UTC. */
  at: z.int(),
  /** Null for good. */
  until: z.int().nullable(),
});

/** GET /api/v1/bans: the bans that are not over, the newest first, at most LIMITS.bansListed. */
export const banListSchema = z.array(
  z.strictObject({
    visitor: z.strictObject({
      id: visitorIdSchema,
      name: z.string().nullable(),
      email: z.string().nullable(),
    }),
    site: z.strictObject({ id: siteIdSchema, name: z.string() }),
    ...banSchema.shape,
  }),
);
