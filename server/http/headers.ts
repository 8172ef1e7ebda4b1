import type { FastifyInstance, FastifyReply } from 'fastify';

/** What every answer carries unless its route says otherwise: nothing may frame it, run in it or read it elsewhere. */
const EVERYWHERE = {
  'content-security-policy': "default-src 'none'; frame-ancestors 'none'; base-uri 'none'",
  'x-content-type-options': 'nosniff',
  'x-frame-options': 'DENY',
  'referrer-policy': 'no-referrer',
  'cross-origin-resource-policy': 'same-origin',
  'cross-origin-opener-policy': 'same-origin',
  'permissions-policy': 'camera=(), microphone=(), geolocation=(), browsing-topics=()',
} as const;

const ONE_YEAR = 31_536_000;

/** Puts the headers on every answer; with HTTPS from outside, browsers are told to stay with it. */
export function secureHeaders(app: FastifyInstance, publicUrl: () => string): void {
  app.addHook('onRequest', async (_request, reply) => {
    reply.headers(EVERYWHERE);
    if (publicUrl().startsWith('https:')) {
      reply.header('strict-transport-security', `max-age=${ONE_YEAR}`);
    }
  });
}

/** The console: its own scripts and styles only, no string becomes markup, its sockets on its own host. */
export function allowConsole(reply: FastifyReply, publicUrl: string): FastifyReply {
  const { host } = reply.request.headers;
  // Safari before 15.4 does not count sockets of the same host as 'self'.
  const sockets = [new URL(publicUrl).host, host].filter((name) => isHost(name));
  const policy = [
    "default-src 'none'",
    "script-src 'self'",
    "style-src 'self'",
    `connect-src 'self' ${[...new Set(sockets)].flatMap((name) => [`ws://${name}`, `wss://${name}`]).join(' ')}`,
    "img-src 'self' data:",
    "manifest-src 'self'",
    "frame-ancestors 'none'",
    "base-uri 'none'",
    "form-action 'self'",
    "require-trusted-types-for 'script'",
  ];
  return reply.header('content-security-policy', policy.join('; '));
}

/** The widget is used by pages on other sites: they may load and read it. */
export function allowEverySite(reply: FastifyReply): FastifyReply {
  return reply
    .header('cross-origin-resource-policy', 'cross-origin')
    .header('access-control-allow-origin', '*');
}

/** The Host header is the sender's: only what is a host may stand in a policy. */
function isHost(name: string | undefined): boolean {
  return name !== undefined && /^[a-z0-9.[\]:-]{1,260}$/i.test(name);
}
