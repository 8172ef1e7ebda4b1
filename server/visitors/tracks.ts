import { uuidv7 } from 'uuidv7';
import {
  LIMITS,
  type SiteId,
  type Track,
  type VisitorId,
  type VisitorTracks,
} from '../../protocol/index.ts';
import type { Bus } from '../bus/index.ts';
import { goalsOf, tellChatsOf } from '../chats/index.ts';
import {
  type Db,
  deleteCart,
  lockChatsSince,
  lockVisitorDetails,
  noteGoal,
  putTrack,
  type Storage,
  setChatGoals,
  setVisitorDetails,
  type TrackedRow,
  trackOf,
} from '../storage/index.ts';

/** A goal counts for chats that changed so shortly before. */
const GOAL_WITHIN_MS = 24 * 3_600_000;

/** What pages tell of what their visitors do. */
export interface VisitorTracksKeeper {
  /** Keeps it; who looks at a chat of theirs is told where it is news. */
  track(visitor: VisitorId, track: Track): Promise<void>;
}

export function createVisitorTracks({
  storage,
  bus,
  now,
}: {
  readonly storage: Storage;
  readonly bus: Pick<Bus, 'publish'>;
  readonly now: () => number;
}): VisitorTracksKeeper {
  return {
    async track(visitor, track) {
      const at = now();
      const isNews = await storage.write(async (db) => {
        await lockVisitorDetails(db, visitor);
        if (!(await keep(db, visitor, track, at))) return false;
        await setVisitorDetails(db, visitor, { changed_at: at });
        return true;
      });
      if (isNews) await tellChatsOf(visitor, { storage, bus });
    },
  };
}

/** Whether it was news. */
async function keep(db: Db, visitor: VisitorId, track: Track, at: number): Promise<boolean> {
  const key = keyOf(track);
  const place = { visitor_id: visitor, kind: track.kind, key };
  const known = await trackOf(db, place);
  if (isEmptyCart(track)) {
    if (known) await deleteCart(db, visitor);
    return known !== undefined;
  }
  const details = JSON.stringify(track);
  const isOrder = track.kind === 'order';
  if (known && track.kind !== 'goal' && known.details === details) return false;
  const row = { ...place, details, at: isOrder && known ? known.at : at };
  await putTrack(db, row, LIMITS.tracksPerVisitor);
  // What was in the cart is ordered.
  if (isOrder && !known) await deleteCart(db, visitor);
  if (track.kind === 'goal') await reachGoal(db, visitor, track.name, at);
  return true;
}

/** A goal that no chat took is none of the site's: else whoever tells many would push out all that others reached. */
async function reachGoal(db: Db, visitor: VisitorId, name: string, at: number): Promise<void> {
  const sites = new Set<SiteId>();
  for (const { id, site_id, ...chat } of await lockChatsSince(db, visitor, at - GOAL_WITHIN_MS)) {
    const goals = goalsOf(chat);
    const isThere = goals.includes(name);
    if (!isThere && goals.length >= LIMITS.goalsPerChat) continue;
    if (!isThere) await setChatGoals(db, id, JSON.stringify([...goals, name]));
    sites.add(site_id);
  }
  for (const site_id of sites) {
    await noteGoal(db, { site_id, name, reached_at: at }, LIMITS.goalsPerSite);
  }
}

/** What there is one of: an order of an id, a goal of a name, one cart; of events each is one. */
function keyOf(track: Track): string {
  switch (track.kind) {
    case 'order':
      return track.id;
    case 'goal':
      return track.name;
    case 'cart':
      return '';
    case 'event':
      return uuidv7();
  }
}

function isEmptyCart(track: Track): boolean {
  return track.kind === 'cart' && track.total === 0 && track.items.length === 0;
}

/** The rows of a visitor, the newest first, as operators see them. Pure. */
export function tracksIn(rows: readonly TrackedRow[]): VisitorTracks {
  const tracks: VisitorTracks = { orders: [], cart: null, events: [], goals: [] };
  for (const { details, at } of rows) {
    const { kind, ...track } = JSON.parse(details) as Track; // checked before it was stored
    if ('name' in track) (kind === 'goal' ? tracks.goals : tracks.events).push({ ...track, at });
    else if ('id' in track) tracks.orders.push({ ...track, at });
    else tracks.cart = { ...track, at };
  }
  return tracks;
}
