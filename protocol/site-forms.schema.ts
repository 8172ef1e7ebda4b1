import { z } from 'zod';
import { countCodePoints } from './count-code-points.ts';
import * as LIMITS from './limits.ts';
import { textSchema } from './text.schema.ts';

/** `preChat` before a chat's first message, `postChat` once it is closed, `offline` while nobody accepts chats. */
export const formNameSchema = z.enum(['preChat', 'postChat', 'offline']);

/** `checkbox` and `consent` are answered by yes or no; `consent` says that its words were agreed to. */
export const fieldKindSchema = z.enum([
  'text',
  'email',
  'phone',
  'textarea',
  'select',
  'radio',
  'checkbox',
  'consent',
]);

/** Names a field within its form. */
export const fieldIdSchema = z
  .string()
  .regex(/^[a-z][a-z0-9-]{0,29}$/, 'must be 1 to 30 small letters, digits and dashes');

/** Fields whose label may be empty: every language has words of its own for them. */
const NAMED = ['name', 'email', 'phone', 'message'];

export const formFieldSchema = z
  .strictObject({
    id: fieldIdSchema,
    kind: fieldKindSchema,
    /** Empty for the fields `name`, `email`, `phone` and `message`: the language's own words. */
    label: emptyOr(LIMITS.labelCodePoints),
    /** Whether it must be filled in, chosen or ticked. */
    required: z.boolean(),
    /** Of `select` and `radio` alone: what there is to choose from. */
    options: z
      .array(textSchema(LIMITS.optionCodePoints))
      .min(2, 'needs at least 2 options')
      .max(LIMITS.formOptions, `has a limit of ${LIMITS.formOptions} options`)
      .refine(isEachOnce, {
        error: 'must not hold an option twice',
        params: { fault: 'twice' },
      })
      .optional(),
  })
  .refine(({ id, label }) => label !== '' || NAMED.includes(id), {
    error: 'must not be empty',
    params: { fault: 'missing' },
    path: ['label'],
  })
  .refine(({ kind, options }) => (kind === 'select' || kind === 'radio') === !!options, {
    error: 'belong to select and radio, which need them',
    path: ['options'],
  });

const formShape = {
  enabled: z.boolean(),
  /** Empty: the language's own words. */
  title: emptyOr(100),
  text: emptyOr(1_000),
  fields: z
    .array(formFieldSchema)
    .max(LIMITS.formFields, `has a limit of ${LIMITS.formFields} fields`)
    .refine((fields) => isEachOnce(fields.map(({ id }) => id)), {
      error: 'must not hold an id twice',
      params: { fault: 'twice' },
    })
    .refine((fields) => lengthOf(fields) <= LIMITS.formLabelsCodePoints, {
      error: `has a limit of ${LIMITS.formLabelsCodePoints} characters for all labels together`,
      params: { fault: 'labels_too_long', limit: LIMITS.formLabelsCodePoints },
    }),
};

const NO_FIELDS = {
  error: 'needs at least one field before the form can be shown',
  params: { fault: 'no_fields' },
  path: ['fields'],
};

export const siteFormSchema = z.strictObject(formShape).refine(hasFields, NO_FIELDS);

/** The forms of a site. */
export const siteFormsSchema = z.strictObject({
  /** `voluntary`: the visitor may skip it. */
  preChat: z.strictObject({ ...formShape, voluntary: z.boolean() }).refine(hasFields, NO_FIELDS),
  postChat: siteFormSchema,
  offline: siteFormSchema,
});

function emptyOr(most: number) {
  return z.union([z.literal(''), textSchema(most)]);
}

function hasFields(form: { enabled: boolean; fields: readonly unknown[] }): boolean {
  return !form.enabled || form.fields.length > 0;
}

function lengthOf(fields: readonly { label: string }[]): number {
  return fields.reduce((sum, { label }) => sum + countCodePoints(label), 0);
}

function isEachOnce(names: readonly string[]): boolean {
  return new Set(names).size === names.length;
}
