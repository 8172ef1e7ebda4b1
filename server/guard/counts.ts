import type { GuardCounts, SiteId } from '../../protocol/index.ts';
import {
  addGuardCounts,
  type GuardCountRow,
  guardCountsSince,
  type Storage,
} from '../storage/index.ts';

const HOUR_MS = 3_600_000;
/** What is told reaches back so far. */
const TOLD_MS = 24 * HOUR_MS;
/** A flood of refusals is one write in this time. */
const KEEP_EVERY_MS = 5_000;

export type Rule = GuardCountRow['rule'];

/** How many messages were refused, by site, rule and hour: of all nodes, to some seconds. */
export interface Counts {
  add(site: SiteId, rule: Rule): void;
  /** Of the last 24 hours, by full hours. */
  read(): Promise<GuardCounts>;
  /** Writes what was not written yet. */
  stop(): Promise<void>;
}

export interface CountsOptions {
  readonly storage: Storage;
  readonly now: () => number;
  readonly onFailure: (error: unknown) => void;
}

export function createCounts({ storage, now, onFailure }: CountsOptions): Counts {
  let unwritten = new Map<string, GuardCountRow>();
  let timer: ReturnType<typeof setTimeout> | undefined;

  function note(row: GuardCountRow): void {
    const key = `${row.site_id} ${row.rule} ${row.hour}`;
    const count = (unwritten.get(key)?.count ?? 0) + row.count;
    unwritten.set(key, { ...row, count });
  }

  async function write(): Promise<void> {
    clearTimeout(timer);
    timer = undefined;
    const rows = [...unwritten.values()];
    if (rows.length === 0) return;
    unwritten = new Map();
    try {
      await storage.write((db) => addGuardCounts(db, rows, now() - 2 * TOLD_MS));
    } catch (error) {
      // Kept for the next time.
      for (const row of rows) note(row);
      onFailure(error);
    }
  }

  return {
    add(site, rule) {
      note({ site_id: site, rule, hour: Math.floor(now() / HOUR_MS) * HOUR_MS, count: 1 });
      timer ??= setTimeout(() => void write(), KEEP_EVERY_MS).unref();
    },
    async read() {
      await write();
      const rows = await guardCountsSince(storage.read, now() - TOLD_MS);
      const bySite = new Map<SiteId, GuardCounts[number]>();
      for (const { site_id: id, site_name: name, rule, sum } of rows) {
        const so = bySite.get(id) ?? { site: { id, name }, repeated: 0, links: 0 };
        bySite.set(id, { ...so, [rule]: Number(sum) });
      }
      return [...bySite.values()];
    },
    stop: write,
  };
}
