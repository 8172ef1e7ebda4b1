import { z } from 'zod';
import { operatorSchema, passwordSchema } from './api.schema.ts';
import { CONSOLE_LANGUAGES } from './languages.ts';
import { emailSchema, personNameSchema } from './text.schema.ts';

const consoleLanguageSchema = z.enum(CONSOLE_LANGUAGES).nullable();

/** GET /api/v1/session: one's own account, with what is nobody else's business. */
export const accountSchema = operatorSchema.extend({
  /** What the console speaks to them, in every browser; null: what the browser speaks. */
  language: consoleLanguageSchema,
});

/** PUT /api/v1/profile/language */
export const languageInputSchema = z.strictObject({ language: consoleLanguageSchema });

/** PUT /api/v1/profile/name */
export const nameInputSchema = z.strictObject({ name: personNameSchema });

/** PUT /api/v1/profile/email */
export const emailInputSchema = z.strictObject({
  /** The password of now. */
  present: z.string().max(200),
  email: emailSchema,
});

/** PUT /api/v1/profile/password */
export const passwordInputSchema = z.strictObject({
  /** The one of now. */
  present: z.string().max(200),
  password: passwordSchema,
});
