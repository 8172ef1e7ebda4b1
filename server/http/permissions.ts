import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { Role } from '../../protocol/index.ts';
import { NAMES } from '../../protocol/index.ts';
import { type Access, isOwnOrigin } from '../access/index.ts';
import type { OperatorRecord } from '../operators/index.ts';
import { Refused } from './error-replies.ts';

const ALL: readonly Role[] = ['owner', 'admin', 'operator', 'viewer'];
/** Who may say something in a chat. */
const WRITERS: readonly Role[] = ['owner', 'admin', 'operator'];
const MANAGERS: readonly Role[] = ['owner', 'admin'];
const OWNERS: readonly Role[] = ['owner'];

/**
 * Who may use a route: everybody; whoever its `hello` shows to be someone (pages of other sites too, since nothing is
 * taken from a cookie; operators' sockets check the origin themselves); operators of these roles; or this machine itself and the owner.
 */
export type Permission = 'public' | 'hello' | readonly Role[] | 'this-machine-or-owner';

/** The one table of permissions. A route without an entry stops the start. */
export const PERMISSIONS: Readonly<Record<string, Permission>> = {
  'GET /widget.js': 'public',
  'GET /widget/*': 'public',
  'GET /chat': 'public',
  'GET /v1/pictures/:id': 'public',
  'GET /v1/photos/:operator': 'public',
  'GET /console': 'public',
  'GET /console/preview': 'public',
  'GET /console/*': 'public',
  'GET /demo': 'public',
  'GET /demo/*': 'public',
  'GET /openapi.json': 'public',
  'GET /healthz': 'public',
  'GET /readyz': 'public',
  'GET /metrics': 'this-machine-or-owner',
  [`GET ${NAMES.visitorSocket}`]: 'hello',
  [`GET ${NAMES.operatorSocket}`]: 'hello',
  [`POST ${NAMES.visitorFrames}`]: 'hello',
  [`POST ${NAMES.visitorStream}`]: 'hello',
  [`POST ${NAMES.visitorFiles}`]: 'hello',
  [`GET ${NAMES.visitorFiles}/:id`]: 'hello',
  [`OPTIONS ${NAMES.visitorFiles}`]: 'public',
  [`OPTIONS ${NAMES.visitorFiles}/:id`]: 'public',
  'GET /api/v1/site-settings/:key': 'public',
  'GET /api/v1/site-settings/:key/texts/:language': 'public',
  'POST /api/v1/session': 'public',
  'DELETE /api/v1/session': 'public',
  'POST /api/v1/links/look': 'public',
  'POST /api/v1/links/use': 'public',
  'GET /api/v1/session': ALL,
  'PUT /api/v1/profile/photo': ALL,
  'PUT /api/v1/profile/language': ALL,
  'PUT /api/v1/profile/name': ALL,
  'PUT /api/v1/profile/email': ALL,
  'PUT /api/v1/profile/password': ALL,
  'POST /api/v1/pictures': MANAGERS,
  'GET /api/v1/operators': ALL,
  'POST /api/v1/operators': MANAGERS,
  'PUT /api/v1/operators/:id': MANAGERS,
  'POST /api/v1/operators/:id/link': MANAGERS,
  'DELETE /api/v1/operators/:id/invitation': MANAGERS,
  'GET /api/v1/groups': ALL,
  'POST /api/v1/groups': MANAGERS,
  'GET /api/v1/groups/everybody': ALL,
  'PUT /api/v1/groups/everybody': MANAGERS,
  'PUT /api/v1/groups/:id': MANAGERS,
  'DELETE /api/v1/groups/:id': MANAGERS,
  'GET /api/v1/sites': MANAGERS,
  'POST /api/v1/sites': MANAGERS,
  'PUT /api/v1/sites/:id': MANAGERS,
  'GET /api/v1/sites/:id/contents': OWNERS,
  'DELETE /api/v1/sites/:id': OWNERS,
  'GET /api/v1/bans': MANAGERS,
  'POST /api/v1/bans': WRITERS,
  'DELETE /api/v1/bans/:visitor': WRITERS,
  'GET /api/v1/guard': MANAGERS,
  'GET /api/v1/sites/:id/pages': MANAGERS,
  'GET /api/v1/sites/:id/secrets': MANAGERS,
  'POST /api/v1/sites/:id/secrets': MANAGERS,
  'DELETE /api/v1/sites/:id/secrets/:secret': MANAGERS,
  'GET /api/v1/search': ALL,
  'GET /api/v1/chats': ALL,
  'GET /api/v1/chats/choices': ALL,
  'GET /api/v1/chats/export': MANAGERS,
  'GET /api/v1/views': ALL,
  'POST /api/v1/views': ALL,
  'PUT /api/v1/views/:id': ALL,
  'DELETE /api/v1/views/:id': ALL,
  'POST /api/v1/chats/:chat/files': WRITERS,
  'GET /api/v1/files/:id': ALL,
  'GET /api/v1/canned-responses': WRITERS,
  'POST /api/v1/canned-responses': WRITERS,
  'PUT /api/v1/canned-responses/:id': WRITERS,
  'DELETE /api/v1/canned-responses/:id': WRITERS,
  'POST /api/v1/canned-responses/files': WRITERS,
  'GET /api/v1/canned-responses/:id/files/:file': WRITERS,
  'POST /api/v1/chats/:chat/canned-responses/:id/files': WRITERS,
  'GET /api/v1/macros': WRITERS,
  'POST /api/v1/macros': WRITERS,
  'PUT /api/v1/macros/:id': WRITERS,
  'DELETE /api/v1/macros/:id': WRITERS,
  'GET /api/v1/tags': ALL,
  'POST /api/v1/tags': MANAGERS,
  'PUT /api/v1/tags/:id': MANAGERS,
  'DELETE /api/v1/tags/:id': MANAGERS,
  'GET /api/v1/chats/:chat/visitor': ALL,
  'POST /api/v1/visitors/:visitor/notes': WRITERS,
  'PUT /api/v1/visitors/:visitor/notes/:note': WRITERS,
  'DELETE /api/v1/visitors/:visitor/notes/:note': WRITERS,
  'GET /api/v1/addons': MANAGERS,
  'PUT /api/v1/addons/:name': MANAGERS,
  'GET /api/v1/addons/:name/deliveries': MANAGERS,
  'POST /api/v1/deliveries/:id/retry': MANAGERS,
};

declare module 'fastify' {
  interface FastifyRequest {
    /** Who is signed in; null on routes that ask for nobody. */
    operator: OperatorRecord | null;
  }
}

/** Guards every route that is registered on `app` after this call. Needs the cookies to be parsed by then. */
export function guardRoutes(app: FastifyInstance, access: Access, publicUrl: () => string): void {
  app.decorateRequest('operator', null);

  app.addHook('onRoute', (route) => {
    for (const method of [route.method].flat()) permissionOf(method, route.url);
  });

  app.addHook('onRequest', async (request) => {
    // A request without a route ends as not_found.
    const { url } = request.routeOptions;
    if (url === undefined) return;
    const permission = permissionOf(request.method, url);
    if (isUnsafe(request.method) && permission !== 'hello') refuseForeignPage(request, publicUrl());
    await admit(request, permission, access);
  });
}

function permissionOf(method: string, url: string): Permission {
  // Fastify answers HEAD wherever there is a GET.
  const name = `${method === 'HEAD' ? 'GET' : method} ${url}`;
  const permission = Object.hasOwn(PERMISSIONS, name) ? PERMISSIONS[name] : undefined;
  if (!permission) throw new Error(`the route ${name} has no entry in the permission table`);
  return permission;
}

async function admit(
  request: FastifyRequest,
  permission: Permission,
  access: Access,
): Promise<void> {
  if (permission === 'public' || permission === 'hello') return;
  if (permission === 'this-machine-or-owner' && isFromThisMachine(request)) return;
  const operator = await access.findSession(request.cookies[NAMES.sessionCookie]);
  if (!operator) throw new Refused('not_signed_in', 'this needs an operator');
  const roles = permission === 'this-machine-or-owner' ? ['owner'] : permission;
  if (!roles.includes(operator.role)) {
    throw new Refused(
      'not_allowed',
      `your role is ${operator.role}, this needs ${wordsFor(roles)}`,
    );
  }
  request.operator = operator;
}

function wordsFor(roles: readonly string[]): string {
  return roles.join(' or ');
}

/** A proxy on the same machine also connects from a loopback address, but says whom for. */
function isFromThisMachine(request: FastifyRequest): boolean {
  const { 'x-forwarded-for': forwardedFor, forwarded } = request.headers;
  const address = request.socket.remoteAddress ?? '';
  const isLoopback = address === '::1' || /^(::ffff:)?127\./.test(address);
  return isLoopback && forwardedFor === undefined && forwarded === undefined;
}

function isUnsafe(method: string): boolean {
  return method !== 'GET' && method !== 'HEAD' && method !== 'OPTIONS';
}

/**
 * Against cross-site request forgery: browsers say by Sec-Fetch-Site which page sent a request (W3C Fetch Metadata). Old
 * browsers send only an Origin; programs send neither, and carry no cookie that they do not mean to.
 */
function refuseForeignPage(request: FastifyRequest, publicUrl: string): void {
  const { origin, host } = request.headers;
  const site = request.headers['sec-fetch-site'];
  const isOwn =
    site === undefined
      ? origin === undefined || isOwnOrigin(publicUrl, origin, host)
      : site === 'same-origin' || site === 'none';
  if (!isOwn) throw new Refused('not_allowed', 'this request came from another page');
}
