/**
 * Whether a page of this Origin may show the widget of a site with these domains. Hosts are compared whole: `example.org`
 * allows that host alone, `*.example.org` every subdomain but not the host itself. Scheme (http or https) and port are
 * free. A missing, opaque (`null`) or malformed Origin is refused. Pure.
 */
export function allowsOrigin(domains: readonly string[], origin: string | undefined): boolean {
  const host = hostOf(origin);
  return host !== undefined && domains.some((domain) => matches(domain, host));
}

function hostOf(origin: string | undefined): string | undefined {
  if (!origin || !URL.canParse(origin)) return undefined;
  const url = new URL(origin);
  if (url.protocol !== 'http:' && url.protocol !== 'https:') return undefined;
  // An Origin is scheme, host and port and nothing else (RFC 6454 section 6.2): what has more was made up.
  return url.origin === origin.toLowerCase() ? url.hostname : undefined;
}

function matches(domain: string, host: string): boolean {
  if (!domain.startsWith('*.')) return domain === host;
  const parent = domain.slice(1);
  return host.length > parent.length && host.endsWith(parent);
}
