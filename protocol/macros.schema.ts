import { z } from 'zod';
import {
  cannedResponseIdSchema,
  groupIdSchema,
  macroIdSchema,
  operatorIdSchema,
  tagIdSchema,
} from './ids.schema.ts';
import * as LIMITS from './limits.ts';
import { cannedTextSchema, scopeSchema } from './replies.schema.ts';
import { labelSchema } from './text.schema.ts';

/** One thing that a macro does in the chat that is open, in the name of who runs it. */
export const macroStepSchema = z.discriminatedUnion('kind', [
  /** Puts a canned response into the composer, to be looked at and sent by hand. */
  z.strictObject({ kind: z.literal('insert'), response: cannedResponseIdSchema }),
  /** Sends a canned response at once, with its files. */
  z.strictObject({ kind: z.literal('send'), response: cannedResponseIdSchema }),
  /** With variables, as in a canned response. */
  z.strictObject({ kind: z.literal('note'), text: cannedTextSchema }),
  z.strictObject({ kind: z.literal('tag'), tag: tagIdSchema, on: z.boolean() }),
  z.strictObject({
    kind: z.literal('transfer'),
    to: z.union([
      z.strictObject({ operator: operatorIdSchema }),
      z.strictObject({ group: groupIdSchema }),
    ]),
  }),
  z.strictObject({ kind: z.literal('close') }),
]);

/** POST /api/v1/macros and PUT /api/v1/macros/:id */
export const macroInputSchema = z.strictObject({
  name: labelSchema(LIMITS.macroNameCodePoints),
  /** A digit that runs it, pressed together with Shift; null for none. */
  key: z
    .string()
    .regex(/^[1-9]$/, 'must be a digit from 1 to 9')
    .nullable()
    .default(null),
  scope: scopeSchema,
  steps: z.array(macroStepSchema).min(1, 'needs a step').max(LIMITS.stepsPerMacro),
});

/** Steps under one name, run one after another in the console. */
export const macroSchema = z.strictObject({
  id: macroIdSchema,
  name: z.string(),
  key: z.string().nullable(),
  scope: scopeSchema,
  /** Of its site or group; empty for others, and where that is gone. */
  scopeName: z.string(),
  steps: z.array(macroStepSchema),
  updatedAt: z.int(),
});
