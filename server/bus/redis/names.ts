/**
 * A cluster spreads keys and channels by what stands in braces. These sixteen lie in the middle of each sixteenth of its
 * 16,384 slots, so that every one of up to sixteen masters with equal shares carries its part.
 */
const CLUSTER_TAGS = [
  ...['18', '5x', 'dj', '3r', 'd2', 'pv', 'uh', 'iy'],
  ...['ly', 'h9', 'uv', 'q6', '9s', '5f', 'dt', 'ha'],
] as const;
const SINGLE_TAGS = ['18'] as const;

/** Names of channels and keys on the server. */
export interface Names {
  /** How many parts the load is spread over: parts are numbered from 0. */
  readonly parts: number;
  /** The part of a chat or person, the same on every node. */
  partOf(id: string): number;
  channel(part: number): string;
  /** The part of a channel; undefined for one that is not ours. */
  partOfChannel(channel: string): number | undefined;
  /** A set of the nodes a visitor has a line to. */
  visitorKey(visitor: string): string;
  /** A counter of uses. */
  useKey(key: string): string;
}

/** Names of one installation; several may share a server. */
export function createNames(installation: string, kind: 'single' | 'sentinel' | 'cluster'): Names {
  const tags = kind === 'cluster' ? CLUSTER_TAGS : SINGLE_TAGS;
  // Braces of its own would decide the slot, and a colon would let one installation's name be the start of another's.
  const installed = encodeURIComponent(installation);
  const stems = tags.map((tag) => `counterbell:${installed}:{${tag}}`);
  const parts = new Map(stems.map((stem, part) => [`${stem}:hints`, part]));

  const partOf = (id: string): number => hash(id) % stems.length;
  const stemFor = (id: string): string => stems[partOf(id)] ?? '';

  return {
    parts: stems.length,
    partOf,
    channel: (part) => `${stems[part] ?? ''}:hints`,
    partOfChannel: (channel) => parts.get(channel),
    visitorKey: (visitor) => `${stemFor(visitor)}:visitor:${visitor}`,
    useKey: (key) => `${stemFor(key)}:use:${key}`,
  };
}

/** FNV-1a. */
function hash(text: string): number {
  let value = 0x811c9dc5;
  for (let at = 0; at < text.length; at += 1) {
    value = Math.imul(value ^ text.charCodeAt(at), 0x01000193);
  }
  return value >>> 0;
}
