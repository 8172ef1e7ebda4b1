import type {
  Ban,
  BanInput,
  BanList,
  ChatId,
  OperatorName,
  VisitorId,
} from '../../protocol/index.ts';
import { LIMITS } from '../../protocol/index.ts';
import type { Bus } from '../bus/index.ts';
import { tellChatsOf } from '../chats/index.ts';
import {
  type BanRow,
  banOverviews,
  bansAt,
  deleteBan,
  deleteBansOver,
  latestChatsOf,
  putBan,
  type Storage,
} from '../storage/index.ts';

const MINUTE_MS = 60_000;

/** Who may not write. Kept in memory beside the database, since every message asks; what is written here is seen here at once. */
export interface Bans {
  /** Whether this visitor may not write now. Asks no database. */
  isBanned(visitor: VisitorId): boolean;
  /** In the place of an earlier ban; false where there is no such visitor. */
  ban(by: OperatorName, input: BanInput): Promise<boolean>;
  /** False where they were not banned. */
  lift(visitor: VisitorId): Promise<boolean>;
  /** Those that are not over, the newest first, at most LIMITS.bansListed. */
  list(): Promise<BanList>;
  /** Reads all of them again: another node may have changed them. */
  refresh(): Promise<void>;
}

export interface BansOptions {
  readonly storage: Storage;
  /** Hears of every change, and of the chats whose rows say it. */
  readonly bus: Pick<Bus, 'publish'>;
  readonly now: () => number;
  readonly closeChat: (chat: ChatId, by: OperatorName) => Promise<unknown>;
}

/** Rejects where the bans there are cannot be read. */
export async function createBans(options: BansOptions): Promise<Bans> {
  const { storage, bus, now } = options;
  /** When each is over; null for never. */
  let ends = new Map<VisitorId, number | null>();
  let refreshing = Promise.resolve();

  async function readAll(): Promise<void> {
    const rows = await bansAt(storage.read, now());
    ends = new Map(rows.map(({ visitor_id, until }) => [visitor_id, until]));
  }

  /** One after another, so that an older answer never comes last. */
  function refresh(): Promise<void> {
    const read = refreshing.then(readAll);
    refreshing = read.catch(() => undefined);
    return read;
  }

  async function tell(visitor: VisitorId): Promise<void> {
    await refresh();
    bus.publish({ type: 'bans' });
    await tellChatsOf(visitor, options);
  }

  await refresh();
  return {
    refresh,

    isBanned(visitor) {
      const until = ends.get(visitor);
      return until !== undefined && (until === null || until > now());
    },

    async ban(by, { visitor, minutes, reason, closeChat }) {
      const at = now();
      const until = minutes === null ? null : at + minutes * MINUTE_MS;
      const row: BanRow = { visitor_id: visitor, reason, operator_name: by.name, at, until };
      const isThere = await storage.write(async (db) => {
        await deleteBansOver(db, at);
        return putBan(db, row);
      });
      if (!isThere) return false;
      await tell(visitor);
      if (closeChat) {
        const [latest] = await latestChatsOf(storage.read, visitor, 1);
        if (latest && latest.state !== 'closed') await options.closeChat(latest.id, by);
      }
      return true;
    },

    async lift(visitor) {
      const wasBanned = await storage.write((db) => deleteBan(db, visitor));
      if (wasBanned) await tell(visitor);
      return wasBanned;
    },

    async list() {
      const rows = await banOverviews(storage.read, now(), LIMITS.bansListed);
      return rows.map((row) => ({
        visitor: { id: row.visitor_id, name: row.visitor_name, email: row.visitor_email },
        site: { id: row.site_id, name: row.site_name },
        ...banOf(row),
      }));
    },
  };
}

function banOf({ reason, operator_name: by, at, until }: BanRow): Ban {
  return { reason, by, at, until };
}
