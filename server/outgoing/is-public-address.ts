import ipaddr from 'ipaddr.js';

/** Whether an address belongs to the public internet: not this machine, not a private net, not a cloud's own services. */
export function isPublicAddress(text: string): boolean {
  // `process` turns an IPv4-mapped IPv6 address into the IPv4 one it stands for.
  return ipaddr.isValid(text) && ipaddr.process(text).range() === 'unicast';
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
