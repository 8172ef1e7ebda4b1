import { z } from 'zod';
import { countCodePoints } from './count-code-points.ts';
import * as LIMITS from './limits.ts';

/** Text of 1 to `most` code points that is not blank, well formed, and free of NUL (which Postgres cannot hold). */
export function textSchema(most: number) {
  return z
    .string()
    .min(1, 'must not be empty')
    .refine((text) => text.length <= most || countCodePoints(text) <= most, {
      error: (issue) =>
        `is ${countCodePoints(String(issue.input))} characters long, the limit is ${most}`,
    })
    .refine((text) => text.trim() !== '', 'must not be blank')
    .refine((text) => !text.includes('\u0000'), 'must not hold a NUL character')
    .refine((text) => text.isWellFormed(), 'must be well-formed Unicode');
}

/** The text of a message, note or form. */
export const messageTextSchema = textSchema(LIMITS.textCodePoints);
export const personNameSchema = textSchema(LIMITS.nameCodePoints);
export const emailSchema = z.email('must be an e-mail address').max(LIMITS.emailChars);

/** What a browser reports of itself, at most `most` UTF-16 units; may be empty. No NUL, which Postgres cannot hold. */
export function reportedSchema(most: number) {
  return z
    .string()
    .max(most)
    .refine((text) => !text.includes('\u0000'), 'must not hold a NUL character');
}

/** The page a visitor is on. `url` may be empty where a browser gives none; it is shown, never fetched. */
export const pageSchema = z.strictObject({
  url: reportedSchema(LIMITS.urlChars),
  title: reportedSchema(LIMITS.titleCodePoints * 2),
  referrer: reportedSchema(LIMITS.urlChars).optional(),
});
