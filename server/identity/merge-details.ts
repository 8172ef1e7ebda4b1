import { type Attributes, attributesFault } from '../../protocol/index.ts';
import type { BanRow, VisitorDetailsRow } from '../storage/index.ts';

type Details = Omit<VisitorDetailsRow, 'visitor_id'>;

/**
 * What is known of a user after one more device of theirs was joined to them: visits add up, and what the page set last on the
 * device holds, unless all together would be too much. Undefined where nothing is to be written. Pure.
 */
export function mergeDetails(
  device: Details | undefined,
  user: Details | undefined,
  at: number,
): Details | undefined {
  if (!device) return undefined;
  const known = attributesIn(user);
  const all = { ...known, ...attributesIn(device) };
  return {
    attributes: JSON.stringify(attributesFault(all) ? known : all),
    visits: device.visits + (user?.visits ?? 0),
    visited_at: Math.max(device.visited_at, user?.visited_at ?? 0),
    changed_at: at,
  };
}

function attributesIn(details: Details | undefined): Attributes {
  return details ? (JSON.parse(details.attributes) as Attributes) : {}; // checked before it was stored
}

/** The ban of the two that ends later: who is banned does not get free by signing in. Undefined where the user's own stays. Pure. */
export function banToKeep(device: BanRow | undefined, user: BanRow | undefined) {
  if (!device) return undefined;
  return user && endOf(user) >= endOf(device) ? undefined : device;
}

function endOf({ until }: BanRow): number {
  return until ?? Number.POSITIVE_INFINITY;
}
