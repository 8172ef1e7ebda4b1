import type { SiteId, SiteSettings } from '../../protocol/index.ts';
import type { Bus } from '../bus/index.ts';
import type { Chats } from '../chats/index.ts';
import { answeredChats, type Storage, setIdle } from '../storage/index.ts';

/** An answered chat whose visitor is gone counts towards its operator's limit for this long. */
const IDLE_MS = 10 * 60_000;
const MINUTE_MS = 60_000;
/** Most chats that are closed at once; the others follow. */
const MOST_AT_ONCE = 500;

export interface IdleOptions {
  readonly storage: Storage;
  readonly bus: Bus;
  readonly chats: Pick<Chats, 'closeIdle'>;
  readonly sites: ReadonlyMap<SiteId, Pick<SiteSettings, 'hours'>>;
  /** Milliseconds since 1970. */
  readonly at: number;
}

/**
 * Looks at chats that are answered and whose visitors are gone: after a while they no longer count towards a limit, and after the
 * time that their site says they are closed. What a visitor asked and nobody answered is left alone. Every node may do it.
 */
export async function tendIdle({ storage, bus, chats, sites, at }: IdleOptions): Promise<void> {
  // Visitors on other nodes are not seen then.
  if (bus.state().name === 'down') return;
  const before = at - IDLE_MS;
  const rows = await answeredChats(storage.read, before);
  if (rows.length === 0) return;
  const here = await bus.presence.visitorsHere(rows.map(({ visitor_id }) => visitor_id));
  const gone = rows.filter(({ visitor_id }) => !here.has(visitor_id));
  const becomeIdle = gone.filter(({ idle }) => !idle).map(({ id }) => id);
  const areBack = rows.filter(({ idle, visitor_id }) => idle && here.has(visitor_id));
  if (becomeIdle.length + areBack.length > 0) {
    await storage.write(async (db) => {
      await setIdle(db, becomeIdle, true, before);
      await setIdle(
        db,
        areBack.map(({ id }) => id),
        false,
        before,
      );
    });
  }
  const over = gone.flatMap(({ id, site_id, updated_at }) => {
    const minutes = sites.get(site_id)?.hours.closeAfterMinutes ?? null;
    const closes = minutes === null ? null : at - minutes * MINUTE_MS;
    return closes !== null && updated_at < closes ? { id, closes } : [];
  });
  await Promise.all(
    over.slice(0, MOST_AT_ONCE).map(({ id, closes }) => chats.closeIdle(id, closes)),
  );
}
