import { z } from 'zod';
import { siteIdSchema, tagIdSchema } from './ids.schema.ts';
import * as LIMITS from './limits.ts';
import { TAG_COLOURS } from './tag-colours.ts';
import { labelSchema } from './text.schema.ts';

export const tagColourSchema = z.enum(TAG_COLOURS);

/** A tag as an event keeps it, so that the log can be read after it was renamed or deleted. */
export const tagNamedSchema = z.strictObject({
  id: tagIdSchema,
  name: z.string(),
  colour: tagColourSchema,
});

/** POST /api/v1/tags and PUT /api/v1/tags/:id */
export const tagInputSchema = z.strictObject({
  /** Unique in its site, and among those of all sites; small and large letters are one. */
  name: labelSchema(LIMITS.tagNameCodePoints),
  colour: tagColourSchema,
  /** On whose chats it may be put; null for all sites. */
  site: siteIdSchema.nullable(),
});

/** What operators sort chats by. */
export const tagSchema = z.strictObject({
  id: tagIdSchema,
  name: z.string(),
  colour: tagColourSchema,
  site: siteIdSchema.nullable(),
});
