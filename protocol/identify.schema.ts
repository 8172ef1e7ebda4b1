import { z } from 'zod';
import { identityHashSchema, identityTokenSchema, userIdSchema } from './identity.schema.ts';
import { visitorTokenSchema } from './ids.schema.ts';
import { emailSchema, personNameSchema } from './text.schema.ts';
import { attributeChangesSchema } from './visitors.schema.ts';

/**
 * What the visitor or the page says about who they are; unverified, and shown so. Attributes are added to those that are known. With a
 * proof, `userId` and its `hash` or a `token` that the site's backend signed, the visitor becomes that user's: answered by `identified`.
 */
export const identifyFrameSchema = z
  .strictObject({
    type: z.literal('identify'),
    name: personNameSchema.optional(),
    email: emailSchema.optional(),
    attributes: attributeChangesSchema.optional(),
    userId: userIdSchema.optional(),
    hash: identityHashSchema.optional(),
    token: identityTokenSchema.optional(),
  })
  .refine(({ userId, hash }) => hash === undefined || userId !== undefined, {
    error: 'needs the userId that it is the hash of',
    path: ['hash'],
  })
  .refine(({ userId, token }) => token === undefined || userId === undefined, {
    error: 'is of no use beside a token, which names the user itself',
    path: ['userId'],
  });

/**
 * The proof in `identify` holds. With a `token`, the visitor of this line is no longer theirs: keep it in the place of the one there
 * was, and connect anew. `isOther`: the visitor before was another user's, of whom nothing is to be shown or sent any more.
 */
export const identifiedFrameSchema = z.strictObject({
  type: z.literal('identified'),
  userId: z.string(),
  token: visitorTokenSchema.optional(),
  isOther: z.literal(true).optional(),
});
