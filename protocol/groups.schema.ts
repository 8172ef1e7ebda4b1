import { z } from 'zod';
import { groupIdSchema, operatorIdSchema, siteIdSchema } from './ids.schema.ts';
import * as LIMITS from './limits.ts';
import { textSchema } from './text.schema.ts';

/** How a group's chats are shared out: to whoever has the fewest, or to one after another. */
export const groupRuleSchema = z.enum(['leastBusy', 'roundRobin']);
/** Whose chats go first; docs/ROUTING.md says how much waiting makes up for it. */
export const groupPrioritySchema = z.enum(['low', 'normal', 'high']);

const ids = <Id extends z.ZodType<string>>(id: Id) =>
  z
    .array(id)
    .max(LIMITS.groupEntries)
    .refine((list) => new Set(list).size === list.length, {
      error: 'names one twice',
      params: { fault: 'twice' },
    });

/** How chats of a group are given to its members. */
export const groupSettingsSchema = z.strictObject({
  rule: groupRuleSchema.default('leastBusy'),
  priority: groupPrioritySchema.default('normal'),
  /** An offered chat that is not accepted within so many seconds goes to somebody else. Null: it stays offered. */
  acceptSeconds: z.int().min(5).max(3_600).nullable().default(60),
  /** Who misses so many chats one after another no longer accepts chats. Null: nobody is switched. */
  missLimit: z.int().min(1).max(20).nullable().default(3),
  /** Who has lost the line keeps their chats for so many minutes; then those whose visitors wait go to somebody else. */
  keepMinutes: z.int().min(1).max(1_440).default(5),
});

/** POST /api/v1/groups and PUT /api/v1/groups/:id */
export const groupInputSchema = z.strictObject({
  name: textSchema(LIMITS.nameCodePoints),
  members: ids(operatorIdSchema).default([]),
  /** The sites it serves. A site that no group serves is served by everybody. */
  sites: ids(siteIdSchema).default([]),
  ...groupSettingsSchema.shape,
});

export const groupSchema = z.strictObject({ id: groupIdSchema, ...groupInputSchema.shape });

/** A group as operators see it live: enough to give it a chat. */
export const groupPresenceSchema = z.strictObject({
  id: groupIdSchema,
  name: z.string(),
  members: z.array(operatorIdSchema),
});
