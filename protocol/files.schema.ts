import { z } from 'zod';
import { FILE_TYPES, type FileType } from './file-types.ts';
import { fileIdSchema } from './ids.schema.ts';
import * as LIMITS from './limits.ts';
import { textSchema } from './text.schema.ts';

// The keys of an object that is written out whole.
const types = Object.keys(FILE_TYPES) as FileType[];

/** A file that the relay holds: the answer to an upload, and what the event says of it. */
export const chatFileSchema = z.strictObject({
  id: fileIdSchema,
  /** As the sender called it, less paths, control characters and the like; hostile text all the same. */
  name: textSchema(LIMITS.fileNameCodePoints),
  /** By its content, not by its name. */
  type: z.enum(types),
  bytes: z.int().positive(),
  /** In pixels as it is shown. Given for images that may be shown where they stand; all else is only downloaded. */
  width: z.int().positive().optional(),
  height: z.int().positive().optional(),
});
