import { join } from 'node:path';
import Database from 'better-sqlite3';
import type { OperatorId } from '../../protocol/index.ts';
import {
  type DayEntry,
  inOneOrder,
  type LoggedEvent,
  type PlacedEvent,
  type PlacedMark,
  type Stand,
} from './day-entries.ts';

/** How the chats stand that there are. */
export interface Standings {
  readonly closed: number;
  /** Accepted, and their visitors have an answer. */
  readonly answered: number;
  readonly others: number;
}

/** Looks into a relay's database while it runs, and notes how operators stand. */
export interface DayReader {
  /** An operator stands so from now on. */
  note(operator: OperatorId, is: Stand): void;
  standings(): Standings;
  /** Everything that happened, in one order: SQLite has one writer, and numbers its rows as it writes them. */
  entries(): DayEntry[];
  close(): void;
}

interface EventRow extends Omit<LoggedEvent, 'body'> {
  readonly row: number;
  readonly body: string;
}

export function openDayReader(dataDir: string): DayReader {
  const database = new Database(join(dataDir, 'counterbell.db'), { readonly: true });
  const newest = database.prepare<[], { row: number | null }>(
    'SELECT max(rowid) AS row FROM events',
  );
  const counts = database.prepare<[], Standings>(`
    SELECT coalesce(sum(state = 'closed'), 0) AS closed,
      coalesce(sum(state = 'active' AND awaits_reply = 0), 0) AS answered,
      coalesce(sum(state <> 'closed' AND NOT (state = 'active' AND awaits_reply = 0)), 0) AS others
    FROM chats`);
  const marks: PlacedMark[] = [];
  return {
    note(operator, is) {
      marks.push({ after: newest.get()?.row ?? 0, mark: { operator, is } });
    },
    standings: () => counts.get() ?? { closed: 0, answered: 0, others: 0 },
    entries() {
      const rows = database.prepare<[], EventRow>(`
        SELECT events.rowid AS row, chat_id AS chat, site_id AS site, visitor_id AS visitor, seq, at,
          author_role AS "by", body
        FROM events JOIN chats ON chats.id = chat_id ORDER BY events.rowid`);
      return inOneOrder(rows.all().map(placed), marks);
    },
    close: () => void database.close(),
  };
}

function placed({ row, body, ...event }: EventRow): PlacedEvent {
  // Bodies were checked before they were stored.
  return { row, event: { ...event, body: JSON.parse(body) as LoggedEvent['body'] } };
}
