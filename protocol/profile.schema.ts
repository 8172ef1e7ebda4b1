import { z } from 'zod';
import { operatorSchema } from './api.schema.ts';
import { CONSOLE_LANGUAGES } from './languages.ts';

const consoleLanguageSchema = z.enum(CONSOLE_LANGUAGES).nullable();

/** GET /api/v1/session: one's own account, with what is nobody else's business. */
export const accountSchema = operatorSchema.extend({
  /** What the console speaks to them, in every browser; null: what the browser speaks. */
  language: consoleLanguageSchema,
});

/** PUT /api/v1/profile/language */
export const languageInputSchema = z.strictObject({ language: consoleLanguageSchema });
