import type { FastifyReply, FastifyRequest } from 'fastify';
import { netOf } from '../access/index.ts';
import type { Bus } from '../bus/index.ts';
import { signedInOperator } from './operator-answer.ts';
import { refuseTooMany, type UseLimit } from './refuse-too-many.ts';

const MINUTES_MS = 60_000;

/** Per address (IPv6: per /64): room for an office behind one, none for trying passwords. */
const PER_ADDRESS: UseLimit = { most: 30, windowMs: 5 * MINUTES_MS };
/** Per e-mail address, wherever it comes from: 960 guesses a day at most. */
const PER_EMAIL: UseLimit = { most: 10, windowMs: 15 * MINUTES_MS };

type CountUse = Bus['countUse'];
type Guard = (request: FastifyRequest, reply: FastifyReply) => Promise<void>;

/** Slows down whoever tries passwords, over all nodes: by the sender's address and by the e-mail address that is tried. */
export function limitSignIns(countUse: CountUse): Guard {
  return async (request, reply) => {
    await refuseTooMany(countUse, PER_ADDRESS, `sign-in from ${netOf(request.ip)}`, reply);
    await refuseTooMany(countUse, PER_EMAIL, triesOf(emailOf(request)), reply);
  };
}

/** The same for whoever tries the present password in a session that is not theirs: it is counted as signing in is. */
export function limitPasswordChanges(countUse: CountUse): Guard {
  return (request, reply) =>
    refuseTooMany(countUse, PER_EMAIL, triesOf(signedInOperator(request).email), reply);
}

/** Slows down whoever tries links, over all nodes. */
export function limitLinkUse(countUse: CountUse): Guard {
  return (request, reply) =>
    refuseTooMany(countUse, PER_ADDRESS, `link from ${netOf(request.ip)}`, reply);
}

function triesOf(email: string): string {
  return `sign-in as ${email}`;
}

/** Runs after the body was checked. */
function emailOf({ body }: FastifyRequest): string {
  const email = typeof body === 'object' && body && 'email' in body ? body.email : '';
  return String(email).toLowerCase();
}
