import type { FastifyReply, FastifyRequest } from 'fastify';
import type { ApiScope } from './api-scope.ts';
import { Refused } from './error-replies.ts';

const MINUTES_MS = 60_000;
/** Per address (IPv6: per /64): room for an office behind one, none for trying passwords. */
const PER_ADDRESS = { max: 30, timeWindow: 5 * MINUTES_MS };
/** Per e-mail address, wherever it comes from: 960 guesses a day at most. */
const PER_EMAIL = { max: 10, timeWindow: 15 * MINUTES_MS };

type Guard = (request: FastifyRequest, reply: FastifyReply) => Promise<void>;

/** Slows down whoever tries passwords: by the sender's address and by the e-mail address that is tried. */
export function limitSignIns(api: ApiScope): Guard {
  const byAddress = api.createRateLimit(PER_ADDRESS);
  const byEmail = api.createRateLimit({ ...PER_EMAIL, keyGenerator: emailOf });
  return async (request, reply) => {
    await refuseTooMany(byAddress, request, reply);
    await refuseTooMany(byEmail, request, reply);
  };
}

/** Slows down whoever tries links. */
export function limitLinkUse(api: ApiScope): Guard {
  const byAddress = api.createRateLimit(PER_ADDRESS);
  return (request, reply) => refuseTooMany(byAddress, request, reply);
}

async function refuseTooMany(
  limit: ReturnType<ApiScope['createRateLimit']>,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<void> {
  const state = await limit(request);
  if (state.isAllowed || !state.isExceeded) return;
  reply.header('retry-after', state.ttlInSeconds);
  throw new Refused('rate_limited', `try again in ${state.ttlInSeconds} seconds`);
}

/** Runs after the body was checked. */
function emailOf({ body }: FastifyRequest): string {
  const email = typeof body === 'object' && body && 'email' in body ? body.email : '';
  return String(email).toLowerCase();
}
