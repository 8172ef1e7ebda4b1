import { z } from 'zod';

/** Whether a visitor who begins a chat now is answered now. */
export const availabilitySchema = z.strictObject({
  accepting: z.boolean(),
  /** Why not: outside opening hours, too many wait, no operator accepts chats, or nothing is taken from this visitor. */
  reason: z.enum(['closed', 'full', 'nobody', 'banned']).optional(),
  /** When the site opens next, milliseconds since 1970 UTC. Only with `closed`, and only where that is known. */
  backAt: z.int().optional(),
});
