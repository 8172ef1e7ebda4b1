import { z } from 'zod';
import type { RefusalValues } from './codes.ts';
import { LANGUAGES } from './languages.ts';
import { textSchema } from './text.schema.ts';
import { WIDGET_TEXTS } from './widget-texts.ts';

/** Texts of one language by their key; a plural's forms by `key.category`. */
export const ownTextsSchema = z.record(z.string(), textSchema(500));

/**
 * What a site says in its own words, by language. Names are checked only where somebody writes them, so that a site with a text that
 * went out of use is still read.
 */
export const siteTextsSchema = z.record(z.string(), ownTextsSchema);

type SiteTexts = z.infer<typeof siteTextsSchema>;

interface Fault {
  readonly message: string;
  readonly params: RefusalValues;
}

/** Refuses languages and texts that the widget does not have, and values that a text is not given. */
export function refuseWrongTexts(texts: SiteTexts, context: z.RefinementCtx): void {
  for (const [language, own] of Object.entries(texts)) {
    for (const [key, text] of Object.entries(own)) {
      const fault = faultOf(language, key, text);
      if (fault) context.addIssue({ code: 'custom', path: ['texts', language, key], ...fault });
    }
  }
}

function faultOf(language: string, key: string, text: string): Fault | undefined {
  if (!LANGUAGES.some((one) => one === language)) {
    return { message: 'the widget does not speak this language', params: { fault: 'language' } };
  }
  const [name, category] = key.split('.');
  const entry = category === undefined ? key : `${name}.*`;
  const values = Object.hasOwn(WIDGET_TEXTS, entry) ? WIDGET_TEXTS[entry] : undefined;
  if (!values) return { message: 'the widget has no such text', params: { fault: 'no_text' } };
  if (category !== undefined && !categoriesOf(language).includes(category)) {
    const forms = categoriesOf(language).join(', ');
    const message = `this language has no such form; it has ${forms}`;
    return { message, params: { fault: 'no_form', forms } };
  }
  const unknown = text.match(/\{\w+\}/g)?.find((found) => !values.includes(found.slice(1, -1)));
  if (!unknown) return undefined;
  const known = values.map((value) => `{${value}}`).join(', ') || 'no values';
  const message = `must not hold ${unknown}; this text has ${known}`;
  return { message, params: { fault: 'no_value', value: unknown } };
}

function categoriesOf(language: string): readonly string[] {
  return new Intl.PluralRules(language).resolvedOptions().pluralCategories;
}
