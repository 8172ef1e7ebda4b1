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
  const policy = [
    "default-src 'none'",
    "script-src 'self'",
    "style-src 'self'",
    `connect-src 'self' ${socketsOf(reply, publicUrl)}`,
    // Files that are about to be sent are shown from memory.
    "img-src 'self' data: blob:",
    "manifest-src 'self'",
    "worker-src 'self'",
    // The preview of a site's looks.
    "frame-src 'self'",
    "frame-ancestors 'none'",
    "base-uri 'none'",
    "form-action 'self'",
    "require-trusted-types-for 'script'",
    // The address of the service worker.
    'trusted-types counterbell-console',
  ];
  return reply.header('content-security-policy', policy.join('; '));
}

/**
 * A page of ours that carries the widget as others do. `framedBy` is whether the console may show it in a frame; what is opened
 * as a window talks with the page that opened it.
 */
export function allowWidgetPage(
  reply: FastifyReply,
  publicUrl: string,
  framedBy: "'self'" | "'none'",
): FastifyReply {
  const policy = [
    "default-src 'none'",
    "script-src 'self'",
    "style-src 'self'",
    `connect-src 'self' ${socketsOf(reply, publicUrl)}`,
    // Files of the chat are shown from memory: their token must not stand in an address.
    'img-src data: blob:',
    `frame-ancestors ${framedBy}`,
    "base-uri 'none'",
    "form-action 'self'",
    "require-trusted-types-for 'script'",
  ];
  return reply
    .header('content-security-policy', policy.join('; '))
    .header('x-frame-options', framedBy === "'self'" ? 'SAMEORIGIN' : 'DENY')
    .header('cross-origin-opener-policy', framedBy === "'self'" ? 'same-origin' : 'unsafe-none');
}

/** The widget is used by pages on other sites: they may load and read it. */
export function allowEverySite(reply: FastifyReply): FastifyReply {
  return reply
    .header('cross-origin-resource-policy', 'cross-origin')
    .header('access-control-allow-origin', '*');
}

/** Safari before 15.4 does not count sockets of the same host as 'self'. */
function socketsOf(reply: FastifyReply, publicUrl: string): string {
  const hosts = [new URL(publicUrl).host, reply.request.headers.host].filter((name) =>
    isHost(name),
  );
  return [...new Set(hosts)].flatMap((name) => [`ws://${name}`, `wss://${name}`]).join(' ');
}

/** The Host header is the sender's: only what is a host may stand in a policy. */
function isHost(name: string | undefined): boolean {
  return name !== undefined && /^[a-z0-9.[\]:-]{1,260}$/i.test(name);
}
