import type { FastifyReply, FastifyRequest } from 'fastify';
import { hashOf, netOf } from '../access/index.ts';
import type { Bus } from '../bus/index.ts';
import { Refused } from './error-replies.ts';

const MINUTES_MS = 60_000;

interface Limit {
  readonly most: number;
  readonly windowMs: number;
}

/** Per address (IPv6: per /64): room for an office behind one, none for trying passwords. */
const PER_ADDRESS: Limit = { most: 30, windowMs: 5 * MINUTES_MS };
/** Per e-mail address, wherever it comes from: 960 guesses a day at most. */
const PER_EMAIL: Limit = { most: 10, windowMs: 15 * MINUTES_MS };

type CountUse = Bus['countUse'];
type Guard = (request: FastifyRequest, reply: FastifyReply) => Promise<void>;

/** Slows down whoever tries passwords, over all nodes: by the sender's address and by the e-mail address that is tried. */
export function limitSignIns(countUse: CountUse): Guard {
  return async (request, reply) => {
    await refuseTooMany(countUse, PER_ADDRESS, `sign-in from ${netOf(request.ip)}`, reply);
    await refuseTooMany(countUse, PER_EMAIL, `sign-in as ${emailOf(request)}`, reply);
  };
}

/** Slows down whoever tries links, over all nodes. */
export function limitLinkUse(countUse: CountUse): Guard {
  return (request, reply) =>
    refuseTooMany(countUse, PER_ADDRESS, `link from ${netOf(request.ip)}`, reply);
}

/** What is counted leaves this process as a hash only: it is somebody's address. */
async function refuseTooMany(
  countUse: CountUse,
  { most, windowMs }: Limit,
  what: string,
  reply: FastifyReply,
): Promise<void> {
  const { count, leftMs } = await countUse(hashOf(what), windowMs);
  if (count <= most) return;
  const seconds = Math.ceil(leftMs / 1_000);
  reply.header('retry-after', seconds);
  throw new Refused('rate_limited', `try again in ${seconds} seconds`);
}

/** Runs after the body was checked. */
function emailOf({ body }: FastifyRequest): string {
  const email = typeof body === 'object' && body && 'email' in body ? body.email : '';
  return String(email).toLowerCase();
}
