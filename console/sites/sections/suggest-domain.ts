/**
 * The other of `example.org` and `www.example.org`, where a site has only one of them: most sites answer on both, and domains are
 * compared whole. Undefined where none is to be suggested. Pure.
 */
export function suggestDomain(domains: readonly string[]): string | undefined {
  return domains
    .filter((domain) => !domain.startsWith('*.'))
    .map(otherOf)
    .find((other) => other !== undefined && !isThere(other, domains));
}

function otherOf(domain: string): string | undefined {
  if (domain.startsWith('www.')) return domain.slice('www.'.length);
  return isBareName(domain) ? `www.${domain}` : undefined;
}

/** A name that people buy (`example.org`, `example.co.uk`), not one beneath it, `localhost` or an address of numbers. */
function isBareName(domain: string): boolean {
  return /^[^.]+\.([a-z]{2,3}\.)?[a-z][^.]+$/.test(domain);
}

function isThere(domain: string, domains: readonly string[]): boolean {
  const parent = domain.slice(domain.indexOf('.') + 1);
  return domains.includes(domain) || domains.includes(`*.${parent}`);
}
