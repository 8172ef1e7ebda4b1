import type { FastifyReply } from 'fastify';
import { hashOf } from '../access/index.ts';
import type { Bus } from '../bus/index.ts';
import { Refused } from './error-replies.ts';

/** How often something may be done within a window of time. */
export interface UseLimit {
  readonly most: number;
  readonly windowMs: number;
}

/**
 * Counts one more use over all nodes, and refuses it beyond the limit. What is counted leaves this process as a hash only: it is
 * somebody's address.
 */
export async function refuseTooMany(
  countUse: Bus['countUse'],
  { most, windowMs }: UseLimit,
  what: string,
  reply: FastifyReply,
): Promise<void> {
  const { count, leftMs } = await countUse(hashOf(what), windowMs);
  if (count <= most) return;
  const seconds = Math.ceil(leftMs / 1_000);
  reply.header('retry-after', seconds);
  throw new Refused('rate_limited', `try again in ${seconds} seconds`);
}
