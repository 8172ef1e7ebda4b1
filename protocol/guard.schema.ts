import { z } from 'zod';
import { siteIdSchema } from './ids.schema.ts';
import * as LIMITS from './limits.ts';

/** What a site takes from its visitors. */
export const siteGuardSchema = z.strictObject({
  /** So many times a visitor may write the same within 10 minutes while nobody answers them. Null: any number of times. */
  repeats: z.int().min(1).max(LIMITS.guardRepeats).nullable(),
  /** So many links what a visitor writes may hold until somebody has answered them. Null: any number. */
  links: z.int().min(0).max(LIMITS.guardLinks).nullable(),
});

/** GET /api/v1/guard: of each site that refused any, how many messages in the last 24 hours, by the rule. */
export const guardCountsSchema = z.array(
  z.strictObject({
    site: z.strictObject({ id: siteIdSchema, name: z.string() }),
    /** The same again and again. */
    repeated: z.int(),
    /** Too many links. */
    links: z.int(),
  }),
);
