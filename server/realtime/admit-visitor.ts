import type { FastifyRequest } from 'fastify';
import type { VisitorHello, VisitorToken } from '../../protocol/index.ts';
import type { ChatContext } from '../chats/index.ts';
import { readAgent } from '../visitors/index.ts';
import type { RealtimeDeps } from './dependencies.ts';
import type { Line } from './line.ts';
import type { Self } from './visitor-acts.ts';

/** What the request told that opened the line. */
export interface Upgrade {
  readonly origin: string | undefined;
  readonly host: string | undefined;
  readonly userAgent: string | undefined;
  readonly address: string;
}

/** What the request that opens a line tells about its sender. */
export function upgradeOf(request: FastifyRequest): Upgrade {
  const { origin, host, 'user-agent': userAgent } = request.headers;
  return { origin, host, userAgent, address: request.ip };
}

/** A visitor who may speak; `newToken` where they were made just now. */
export interface Admitted {
  readonly self: Self;
  readonly newToken: VisitorToken | null;
  /** They agreed to be remembered, and thereby to be seen where the site shows its visitors. */
  readonly isRemembered: boolean;
}

/** Checks a visitor's hello: the site, the page's origin, the token. Closes the line and gives back null otherwise. */
export async function admitVisitor(
  deps: RealtimeDeps,
  upgrade: Upgrade,
  hello: VisitorHello,
  line: Line,
): Promise<Admitted | null> {
  const site = await deps.findSite(hello.site);
  if (!site) return turnAway(line, 'unknown_site', unknownSite(hello.site));
  // The relay's own pages, such as the chat's window, carry the widget of every site.
  const isOwn = deps.isOwnOrigin(upgrade.origin, upgrade.host);
  if (!isOwn) deps.onPage(site, upgrade.origin);
  if (!isOwn && !deps.allowsOrigin(site.domains, upgrade.origin)) {
    deps.onForeignOrigin(site, upgrade.origin ?? '');
    const reason = `${upgrade.origin ?? 'This page'} is not among the domains of this site; add it in the console.`;
    return turnAway(line, 'origin_not_allowed', reason);
  }
  const wait = hello.token ? 0 : await deps.admitNewcomer(upgrade.address);
  if (wait > 0) return sendAway(deps, line, wait);
  const recognised = await deps.visitors.recognise(site.id, hello.token);
  if (!recognised) return turnAway(line, 'token_invalid');
  const token = recognised.token ?? hello.token;
  // `recognise` gives a token with every new visitor and null for a token it does not know.
  if (!token) throw new Error('a visitor was recognised without a token');
  const context = contextOf(hello, upgrade);
  const self = { site, visitor: recognised.visitor, token, line, context };
  const { isRemembered } = recognised;
  return { self, newToken: recognised.token ?? null, isRemembered };
}

/** For whoever looks into why a line was closed. */
export function unknownSite(key: string): string {
  return `There is no site with the key ${key}.`;
}

function sendAway(deps: RealtimeDeps, line: Line, wait: number): null {
  deps.onRefused('rate_limited');
  line.send({ type: 'goaway', spread: Math.round(wait) });
  line.close('busy');
  return null;
}

function turnAway(
  line: Line,
  name: 'unknown_site' | 'origin_not_allowed' | 'token_invalid',
  reason?: string,
): null {
  line.close(name, reason);
  return null;
}

function contextOf(hello: VisitorHello, upgrade: Upgrade): ChatContext {
  const { url, title, referrer = '' } = hello.page;
  const language = hello.language ?? '';
  return { page: { url, title, referrer }, language, ...readAgent(upgrade.userAgent) };
}
