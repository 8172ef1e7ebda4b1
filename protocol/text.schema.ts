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
      params: { fault: 'too_long', limit: most },
    })
    .refine((text) => text.trim() !== '', {
      error: 'must not be blank',
      params: { fault: 'missing' },
    })
    .refine((text) => !text.includes('\u0000'), {
      error: 'must not hold a NUL character',
      params: { fault: 'characters' },
    })
    .refine((text) => text.isWellFormed(), {
      error: 'must be well-formed Unicode',
      params: { fault: 'characters' },
    });
}

/** The text of a message, note or form. */
export const messageTextSchema = textSchema(LIMITS.textCodePoints);
/**
 * What operators call something, at most `most` code points, without blanks at its ends: neither lines nor marks that turn the
 * direction of what stands beside it (Unicode's Bidi_Control, but for those of a letter's own direction).
 */
export function labelSchema(most: number) {
  return textSchema(most)
    .refine((name) => !/[\p{Cc}\u202a-\u202e\u2066-\u2069]/u.test(name), {
      error: 'must not hold control or direction characters',
      params: { fault: 'characters' },
    })
    .transform((name) => name.trim());
}
export const personNameSchema = textSchema(LIMITS.nameCodePoints);
export const emailSchema = z.email('must be an e-mail address').max(LIMITS.emailChars);

/** What a browser reports of itself, at most `most` UTF-16 units; may be empty. No NUL, which Postgres cannot hold. */
export function reportedSchema(most: number) {
  return z
    .string()
    .max(most)
    .refine((text) => !text.includes('\u0000'), 'must not hold a NUL character');
}

/** What a visitor has written and not sent: may be blank or empty. */
export const previewSchema = z
  .string()
  .refine((text) => countCodePoints(text) <= LIMITS.previewCodePoints, {
    error: (issue) =>
      `is ${countCodePoints(String(issue.input))} characters long, the limit is ${LIMITS.previewCodePoints}`,
  })
  .refine((text) => text.isWellFormed(), 'must be well-formed Unicode');

/** The page a visitor is on. `url` may be empty where a browser gives none; it is shown, never fetched. */
export const pageSchema = z.strictObject({
  url: reportedSchema(LIMITS.urlChars),
  title: reportedSchema(LIMITS.titleCodePoints * 2),
  referrer: reportedSchema(LIMITS.urlChars).optional(),
});
