import type { FastifyReply } from 'fastify';
import { NAMES } from '../../protocol/index.ts';

/** Unreadable for scripts, never sent from other sites; browsers take `Secure` on http://localhost too. */
const ATTRIBUTES = { httpOnly: true, secure: true, sameSite: 'strict', path: '/' } as const;
/** As long as a session may rest (see access); the relay decides whether it still runs. */
const MAX_AGE_S = 30 * 86_400;

export function setSessionCookie(reply: FastifyReply, secret: string): FastifyReply {
  return reply.setCookie(NAMES.sessionCookie, secret, { ...ATTRIBUTES, maxAge: MAX_AGE_S });
}

export function clearSessionCookie(reply: FastifyReply): FastifyReply {
  return reply.clearCookie(NAMES.sessionCookie, ATTRIBUTES);
}
