import ipaddr from 'ipaddr.js';

/** All of IPv6 that is given out for the internet (IANA, RFC 4291): what lies outside, like `::7f00:1`, is no host's. */
const GLOBAL_IPV6 = '2000::/3';
/** Azure's WireServer: a public address by its number, and yet the cloud's own service for the machine asking. */
const CLOUD_SERVICES = ['168.63.129.16'];

/** Whether an address belongs to the public internet: not this machine, not a private net, not a cloud's own services. */
export function isPublicAddress(text: string): boolean {
  if (!ipaddr.isValid(text) || isInRanges(text, CLOUD_SERVICES)) return false;
  // `process` turns an IPv4-mapped IPv6 address into the IPv4 one it stands for.
  const address = ipaddr.process(text);
  if (address.range() !== 'unicast') return false;
  return address.kind() === 'ipv4' || isInRanges(text, [GLOBAL_IPV6]);
}

/** Whether an address lies in one of the ranges (addresses or CIDR). Throws where a range is none. */
export function isInRanges(text: string, ranges: readonly string[]): boolean {
  if (!ipaddr.isValid(text)) return false;
  const address = ipaddr.process(text);
  return ranges.some((range) => {
    const [net, bits] = ipaddr.parseCIDR(withBits(range));
    return net.kind() === address.kind() && address.match(net, bits);
  });
}

function withBits(range: string): string {
  if (range.includes('/')) return range;
  return `${range}/${range.includes(':') ? 128 : 32}`;
}
