import { z } from 'zod';
import { chatFileSchema } from './files.schema.ts';
import { cannedResponseIdSchema, fileIdSchema, groupIdSchema, siteIdSchema } from './ids.schema.ts';
import * as LIMITS from './limits.ts';
import { readShortcut } from './shortcut.ts';
import { messageTextSchema } from './text.schema.ts';
import { unknownVariables, VARIABLES } from './variables.ts';

/** Whose a canned response or macro is. Only owners and admins change what is not their own. */
export const scopeSchema = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('everybody') }),
  /** Everybody's, in the chats of one site. */
  z.strictObject({ kind: z.literal('site'), site: siteIdSchema }),
  /** Of the operators in a group. */
  z.strictObject({ kind: z.literal('group'), group: groupIdSchema }),
  /** Of the operator who is signed in. */
  z.strictObject({ kind: z.literal('own') }),
]);

/** What is typed after the stroke; kept in small letters. */
const shortcutSchema = z
  .string()
  .refine((shortcut) => readShortcut(shortcut) !== null, {
    error: `must be letters, digits and dashes, at most ${LIMITS.shortcutChars}`,
    params: { fault: 'shortcut', limit: LIMITS.shortcutChars },
  })
  .transform((shortcut) => readShortcut(shortcut) ?? '');

/** A message with variables. */
export const cannedTextSchema = messageTextSchema.superRefine((text, context) => {
  const value = unknownVariables(text).join(', ');
  if (value === '') return;
  const known = VARIABLES.join(', ');
  const message = `names ${value}, which is not known; known are ${known}`;
  context.addIssue({
    code: 'custom',
    message,
    params: { fault: 'unknown_variable', value, known },
  });
});

/** POST /api/v1/canned-responses and PUT /api/v1/canned-responses/:id */
export const cannedResponseInputSchema = z.strictObject({
  shortcut: shortcutSchema,
  text: cannedTextSchema,
  scope: scopeSchema,
  /** What goes with it, in this order: uploaded before to /api/v1/canned-responses/files. */
  files: z.array(fileIdSchema).max(LIMITS.filesPerCannedResponse).default([]),
});

/** A text that is kept to be sent again. */
export const cannedResponseSchema = z.strictObject({
  id: cannedResponseIdSchema,
  shortcut: z.string(),
  text: z.string(),
  scope: scopeSchema,
  /** Of its site or group; empty for others, and where that is gone. */
  scopeName: z.string(),
  files: z.array(chatFileSchema),
  updatedAt: z.int(),
});

/** POST /api/v1/chats/:chat/canned-responses/:id/files: which of its files are to be sent into a chat. */
export const cannedFilesSchema = z.strictObject({
  files: z.array(fileIdSchema).min(1).max(LIMITS.filesPerCannedResponse),
});
