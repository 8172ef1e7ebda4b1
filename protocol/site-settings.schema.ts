import { z } from 'zod';
import { siteKeySchema } from './ids.schema.ts';
import { textSchema } from './text.schema.ts';

/** How a visitor is asked to be remembered: see docs/PRIVACY.md. */
export const consentModeSchema = z.enum(['strict', 'banner', 'external']);

/** `auto` follows the page, then the browser. */
export const siteLanguageSchema = z.enum(['auto', 'en', 'de']);

/** A host name, or `*.` and a host name for all its subdomains (not the name itself). Compared whole, never by suffix. */
export const domainSchema = z
  .string()
  .max(253)
  .transform((name) => name.trim().toLowerCase())
  .refine(
    (name) =>
      /^(\*\.)?([a-z0-9_]([a-z0-9_-]*[a-z0-9_])?\.)*[a-z0-9_]([a-z0-9_-]*[a-z0-9_])?$/.test(name),
    'must be a host name such as example.org or *.example.org, without http:// and port',
  );

/** What the widget of a site needs to draw itself; public. */
export const siteSettingsSchema = z.strictObject({
  /** #rrggbb */
  colour: z.string().regex(/^#[0-9a-f]{6}$/i, 'must be a colour such as #4f46e5'),
  /** Greets the visitor in the empty panel. Empty: the language's own words. */
  welcome: z.union([z.literal(''), textSchema(500)]),
  language: siteLanguageSchema,
  consent: consentModeSchema,
});

/** A site as its owner writes it in the console. */
export const siteInputSchema = z.strictObject({
  name: textSchema(100),
  /** Pages on these hosts may show the widget; at least one. */
  domains: z.array(domainSchema).min(1, 'needs at least one domain').max(50),
  settings: siteSettingsSchema,
});

/** What the loader gets: from inside `/widget.js?site=` or from `GET /api/v1/site-settings/:key`. */
export const pageSettingsSchema = z.strictObject({
  site: siteKeySchema,
  /** The relay's public address without a slash at the end. */
  relay: z.string(),
  /** Path of the panel's module on the relay. */
  panel: z.string(),
  domains: z.array(z.string()),
  settings: siteSettingsSchema,
});
