import ipaddr from 'ipaddr.js';

/** Whom an address is counted as: an IPv4 address as itself, an IPv6 one as its /64, which one household has all of. */
export function netOf(address: string): string {
  if (!ipaddr.isValid(address)) return address;
  const parsed = ipaddr.process(address);
  if (!(parsed instanceof ipaddr.IPv6)) return parsed.toString();
  const [one, two, three, four] = parsed.parts;
  return [one, two, three, four].join(':');
}
