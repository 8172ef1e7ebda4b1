import type { FastifyRequest } from 'fastify';
import type { z } from 'zod';
import { Refused } from './error-replies.ts';

/** An id in the address, on a route without a schema. Refuses what is none. */
export function idIn<Schema extends z.ZodType>(
  request: FastifyRequest,
  name: string,
  schema: Schema,
): z.output<Schema> {
  const read = schema.safeParse(textIn(request.params, name));
  if (!read.success) throw new Refused('invalid', `${name} must be a UUID`, name);
  return read.data;
}

/** A part of the address; empty where it is missing or was given twice. */
export function textIn(parts: unknown, name: string): string {
  const given: unknown = Reflect.get(Object(parts), name);
  return typeof given === 'string' ? given : '';
}
