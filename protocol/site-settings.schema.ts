import { z } from 'zod';
import { DEFAULT_FORMS } from './default-forms.ts';
import { siteGuardSchema } from './guard.schema.ts';
import { siteKeySchema } from './ids.schema.ts';
import { LANGUAGES } from './languages.ts';
import { siteFormsSchema } from './site-forms.schema.ts';
import { siteHoursSchema } from './site-hours.schema.ts';
import { colourSchema, siteLooksSchema, storedLooksSchema } from './site-looks.schema.ts';
import { refuseWrongTexts, siteTextsSchema } from './site-texts.schema.ts';
import { textSchema } from './text.schema.ts';
import { toAsciiDomain } from './to-ascii-domain.ts';

/** How a visitor is asked to be remembered: see docs/PRIVACY.md. */
export const consentModeSchema = z.enum(['strict', 'banner', 'external']);

/** `auto` follows the page, then the browser. */
export const siteLanguageSchema = z.enum(['auto', ...LANGUAGES]);

/** A host name, or `*.` and a host name for all its subdomains (not the name itself). Compared whole, never by suffix. */
export const domainSchema = z
  .string()
  .max(253)
  .transform(toAsciiDomain)
  .refine(
    (name) =>
      /^(\*\.)?([a-z0-9_]([a-z0-9_-]*[a-z0-9_])?\.)*[a-z0-9_]([a-z0-9_-]*[a-z0-9_])?$/.test(name),
    {
      error: 'must be a host name such as example.org or *.example.org, without http:// and port',
      params: { fault: 'host' },
    },
  );

/** Everything about a site's widget; public. What it needs before it is connected is `launcherSettingsSchema`. */
export const siteSettingsSchema = z.strictObject({
  /** #rrggbb */
  colour: colourSchema,
  /** Greets the visitor in the empty panel. Empty: the language's own words. */
  welcome: z.union([z.literal(''), textSchema(500)]),
  language: siteLanguageSchema,
  consent: consentModeSchema,
  hours: siteHoursSchema.default({ opening: null, queueLimit: null, closeAfterMinutes: 1_440 }),
  texts: siteTextsSchema.default({}),
  forms: siteFormsSchema.default(DEFAULT_FORMS),
  /** Operators see what a visitor writes before it is sent; the visitor is told so. */
  typingPreview: z.boolean().default(false),
  /** Operators see who is on the site, as far as they agreed to be remembered. */
  showVisitors: z.boolean().default(false),
  /** What is not taken from visitors. */
  guard: siteGuardSchema.default({ repeats: 3, links: 5 }),
  /** Who a visitor is, the page says by a proof or not at all. */
  requireVerification: z.boolean().default(false),
  looks: siteLooksSchema.default({}),
});

/** Settings as they were stored. */
export const storedSettingsSchema = siteSettingsSchema.extend({
  looks: storedLooksSchema.default({}),
});

/**
 * What stands inside `/widget.js`, paid for by every page view: the looks beside the rest, so that a page's own options lie over
 * them. Everything else comes with the panel's `welcome`.
 */
export const launcherSettingsSchema = siteSettingsSchema
  .pick({ colour: true, welcome: true, language: true, consent: true })
  .extend(siteLooksSchema.shape)
  /** The looks as custom properties for the widget's style sheets: `looksCss`. */
  .extend({ css: z.string() })
  /** The launcher is for while somebody is there, and nobody is. */
  .extend({ isAway: z.literal(true).optional() });

/** What a panel is told in its `welcome`: all but the guard, and the texts, of which it has asked for those of one language by then. */
export const panelSettingsSchema = siteSettingsSchema.omit({ texts: true, guard: true });

/** A site as its owner writes it in the console. */
export const siteInputSchema = z.strictObject({
  name: textSchema(100),
  /** Pages on these hosts may show the widget; at least one. */
  domains: z
    .array(domainSchema)
    .min(1, 'needs at least one domain')
    .max(50)
    .transform((domains) => [...new Set(domains)]),
  settings: siteSettingsSchema.superRefine(({ texts }, context) =>
    refuseWrongTexts(texts, context),
  ),
});

/** What the loader gets: from inside `/widget.js?site=` or from `GET /api/v1/site-settings/:key`. */
export const pageSettingsSchema = z.strictObject({
  site: siteKeySchema,
  /** The relay's public address without a slash at the end. */
  relay: z.string(),
  /** Path of the panel's module on the relay. */
  panel: z.string(),
  /** Path of the module that reads what the page says over the settings. */
  options: z.string(),
  /** Path of the module by which visitors who agreed are seen; only where the site shows them. */
  page: z.string().optional(),
  domains: z.array(z.string()),
  settings: launcherSettingsSchema,
  /** The languages in which the site has texts of its own; a panel asks for those of one. */
  texts: z.array(z.string()),
});
