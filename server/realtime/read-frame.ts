import type { z } from 'zod';
import { explain } from '../../protocol/index.schema.ts';
import type { RefusalValues } from '../../protocol/index.ts';

/** A frame that passed its schema, or what is wrong with it. `id` is the send it would have been, where one can be told. */
export type ReadFrame<Frame> =
  | { readonly ok: true; readonly frame: Frame }
  | {
      readonly ok: false;
      readonly detail: string;
      /** Which fault it is, and the limit. */
      readonly values: RefusalValues;
      readonly type: string;
      readonly id?: string;
    };

/** Reads one text frame by the schema of its direction. Never throws. */
export function readFrame<Frame>(text: string, schema: z.ZodType<Frame>): ReadFrame<Frame> {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return { ok: false, detail: 'the frame is not JSON', values: {}, type: '' };
  }
  const result = schema.safeParse(value);
  if (result.success) return { ok: true, frame: result.data };
  const { detail, values } = explain(result.error);
  const id = stringAt(value, 'id');
  return { ok: false, detail, values, type: stringAt(value, 'type') ?? '', ...(id && { id }) };
}

function stringAt(value: unknown, key: string): string | undefined {
  if (typeof value !== 'object' || value === null) return undefined;
  const found: unknown = Reflect.get(value, key);
  return typeof found === 'string' ? found.slice(0, 64) : undefined;
}

/** The id of the `send` that a frame is. */
export function idOf(frame: object): string | undefined {
  return 'id' in frame && typeof frame.id === 'string' ? frame.id : undefined;
}
