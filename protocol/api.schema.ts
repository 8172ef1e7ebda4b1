import { z } from 'zod';
import { chatFilterSchema } from './chat-filter.schema.ts';
import { authorSchema } from './events.schema.ts';
import {
  chatIdSchema,
  operatorIdSchema,
  siteIdSchema,
  siteKeySchema,
  visitorIdSchema,
} from './ids.schema.ts';
import * as LIMITS from './limits.ts';
import { openingHoursSchema } from './site-hours.schema.ts';
import { siteInputSchema } from './site-settings.schema.ts';
import { emailSchema, personNameSchema, textSchema } from './text.schema.ts';

export const roleSchema = z.enum(['owner', 'admin', 'operator', 'viewer']);
export const passwordSchema = z
  .string()
  .min(10, 'needs at least 10 characters')
  .max(200, 'has a limit of 200 characters')
  // Ten times the same one is no secret, spaces least of all.
  .refine((password) => new Set(password).size >= 4, {
    error: 'needs at least 4 different characters',
    params: { fault: 'too_simple', limit: 4 },
  });
/** A single-use link's secret: 256 random bits, base64url. */
const linkTokenSchema = z.string().refine((secret) => /^[A-Za-z0-9_-]{43}$/.test(secret), {
  error: 'must be the whole link',
  params: { fault: 'link' },
});

export const operatorSchema = z.strictObject({
  id: operatorIdSchema,
  name: z.string(),
  email: z.string(),
  role: roleSchema,
  /** They were invited and have not opened their link yet. */
  invited: z.boolean(),
  /** Most chats at once. */
  chatLimit: z.int(),
  /** Hours of work, which switch accepting by themselves; null where there are none. */
  schedule: openingHoursSchema.nullable(),
});

/** PUT /api/v1/operators/:id */
export const operatorInputSchema = z.strictObject({
  chatLimit: z.int().min(1).max(LIMITS.chatLimitMost),
  schedule: openingHoursSchema.nullable(),
  /** Left out, it stays as it is. Only owners make owners and change them; nobody raises themselves; one owner always stays. */
  role: roleSchema.optional(),
});

/** POST /api/v1/session */
export const signInSchema = z.strictObject({ email: emailSchema, password: z.string().max(200) });
/** POST /api/v1/links/look: what a single-use link is for, without using it. */
export const lookAtLinkSchema = z.strictObject({ token: linkTokenSchema });
export const linkSchema = z.strictObject({
  /** `owner` makes the first account, `invite` a further one, `password` sets a new password. */
  purpose: z.enum(['owner', 'invite', 'password']),
  name: z.string(),
  email: z.string(),
});
/** POST /api/v1/links/use: makes or completes the account and signs in. */
export const openLinkSchema = z.strictObject({
  token: linkTokenSchema,
  name: personNameSchema,
  email: emailSchema,
  password: passwordSchema,
});

export const siteSchema = z.strictObject({
  id: siteIdSchema,
  key: siteKeySchema,
  ...siteInputSchema.shape,
  /** The HTML a site owner pastes. */
  snippet: z.string(),
});

/** A host whose pages asked for a site's widget. */
export const sitePageSchema = z.strictObject({
  host: z.string(),
  /** Whether the site's domains allow it now. */
  allowed: z.boolean(),
  /** The last time, in milliseconds since 1970. */
  at: z.int(),
});
/** GET /api/v1/sites/:id/pages: where the widget is installed. */
export const sitePagesSchema = z.strictObject({
  /** When a page that the site allows loaded the widget last, milliseconds since 1970; null: never. */
  seenAt: z.int().nullable(),
  /** What this relay has heard of since it started, the newest first. */
  pages: z.array(sitePageSchema),
});

/** GET /api/v1/sites/:id/contents: how much would go with the site. */
export const siteContentsSchema = z.strictObject({
  chats: z.int().nonnegative(),
  visitors: z.int().nonnegative(),
  /** Uploaded in chats, also where they were not sent. */
  files: z.int().nonnegative(),
});

/** POST /api/v1/operators */
export const inviteSchema = z.strictObject({
  name: personNameSchema,
  email: emailSchema,
  role: roleSchema.exclude(['owner']),
});
/** An account and the single-use link for whom it belongs to, shown once. */
export const invitedSchema = z.strictObject({ operator: operatorSchema, link: z.string() });

/** One setting an add-on asks its owner for. */
export const addonFieldSchema = z.strictObject({
  name: z.string(),
  label: z.string(),
  kind: z.enum(['text', 'url', 'secret']),
  help: z.string().optional(),
});
export const addonSchema = z.strictObject({
  name: z.string(),
  title: z.string(),
  description: z.string(),
  /** What it was given: `messages`, `visitors`, `http`. */
  needs: z.array(z.string()),
  enabled: z.boolean(),
  fields: z.array(addonFieldSchema),
  /** Secrets come back whole: only owners and admins can read this route. */
  settings: z.record(z.string(), z.string()),
});
/** PUT /api/v1/addons/:name */
export const addonInputSchema = z.strictObject({
  enabled: z.boolean(),
  settings: z.record(z.string().max(50), z.string().max(2_000)),
});
/** One event on its way to one add-on. */
export const deliverySchema = z.strictObject({
  id: z.string(),
  event: z.string(),
  chat: z.string(),
  kind: z.string(),
  state: z.enum(['waiting', 'done', 'dead']),
  attempts: z.int(),
  /** What the last attempt gave, for people: `200 in 31 ms`, `connection refused`. */
  outcome: z.string(),
  createdAt: z.int(),
  /** When it is tried again; null when it will not be. */
  nextAt: z.int().nullable(),
});

/** GET /api/v1/search: plain words; all of them must be there, the last one at least as the beginning of a word. */
export const searchQuerySchema = z.strictObject({
  q: textSchema(LIMITS.searchCodePoints),
  /** The `next` of the page before. */
  before: z
    .string()
    .regex(/^[1-9][0-9]{0,15}$/, 'must be the `next` of the page before')
    .transform(Number)
    .optional(),
  ...chatFilterSchema.shape,
});
/** A message, note, form, comment of a rating, or a file by its name, that was found. */
export const searchHitSchema = z.strictObject({
  chat: chatIdSchema,
  seq: z.int().positive(),
  at: z.int(),
  kind: z.enum(['message', 'note', 'file', 'form', 'rating']),
  author: authorSchema,
  /** An operator's name; empty for visitors, and for operators without an account. */
  authorName: z.string(),
  site: z.strictObject({ id: siteIdSchema, name: z.string() }),
  visitor: z.strictObject({
    id: visitorIdSchema,
    name: z.string().nullable(),
    email: z.string().nullable(),
  }),
  /** About 160 code points around the first match, in one line; places are counted in code points. */
  snippet: z.strictObject({
    text: z.string(),
    matches: z.array(z.strictObject({ start: z.int(), length: z.int() })),
  }),
});
/** The newest first, at most 20. With a filter a page may have fewer and a `next`: the relay looks through so many at once. */
export const searchAnswerSchema = z.strictObject({
  hits: z.array(searchHitSchema),
  /** Goes on as `before`; null where this is the last page. */
  next: z.int().nullable(),
});

/** The body of every HTTP error. */
export const errorSchema = z.strictObject({
  error: z.strictObject({
    code: z.string(),
    message: z.string(),
    /** The field that is wrong, as a path: `settings.colour`. */
    field: z.string().optional(),
    /** What the sentence names, such as a `limit`. */
    values: z.record(z.string(), z.union([z.string(), z.number()])).optional(),
  }),
});
