import { z } from 'zod';
import { chatStateSchema } from './frames.schema.ts';
import { groupIdSchema, operatorIdSchema, siteIdSchema, tagIdSchema } from './ids.schema.ts';
import * as LIMITS from './limits.ts';
import { textSchema } from './text.schema.ts';

/** The inbox's lists. */
export const listNameSchema = z.enum(['mine', 'queue', 'unassigned', 'open', 'closed']);
export const listOrderSchema = z.enum(['newest', 'oldest', 'waiting', 'unread']);
/** What a view shows of a list. */
export const viewFilterSchema = z.strictObject({
  site: siteIdSchema.optional(),
  /** `me` is whoever looks. */
  operator: z.union([operatorIdSchema, z.enum(['me', 'none'])]).optional(),
  group: z.union([groupIdSchema, z.literal('none')]).optional(),
  tag: tagIdSchema.optional(),
  state: chatStateSchema.optional(),
  isUnread: z.literal(true).optional(),
});
/** POST /api/v1/views, PUT /api/v1/views/:id */
export const viewInputSchema = z.strictObject({
  name: textSchema(LIMITS.viewNameCodePoints),
  /** For everybody; only owners and admins make and change those. */
  isShared: z.boolean(),
  list: listNameSchema,
  filter: viewFilterSchema,
  order: listOrderSchema,
});
/** A list with a filter and an order, under a name. */
export const viewSchema = z.strictObject({ id: z.uuid(), ...viewInputSchema.shape });
