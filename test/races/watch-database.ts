import { setTimeout as pass } from 'node:timers/promises';
import { Client } from 'pg';

/** What was seen in the database while it was watched. */
export interface Seen {
  readonly snapshots: number;
  /** Sentences on operators who had more chats than their limit, each said once. */
  readonly breaches: readonly string[];
  /** Chats that were assigned or active, all operators together, at most. */
  readonly mostAtOnce: number;
  /** Of the chats that operators could have had, those who accepted some, the share they had while chats waited. */
  readonly shareInUse: number;
  /** The longest that one chat stood first in the queue while somebody who accepts chats had room. Milliseconds. */
  readonly longestWaitMs: number;
}

/** Looks at who has how many chats, again and again. */
export interface Watch {
  /** Takes a last look. */
  end(): Promise<Seen>;
}

interface Snapshot {
  readonly overfull: readonly string[];
  readonly taken: number;
  readonly room: number;
  readonly hasRoom: boolean;
  readonly next: string | null;
}

const LOOK_EVERY_MS = 5;

/** One statement, so that all of it is of one moment. */
const SNAPSHOT = `
  WITH desks AS (
    SELECT operators.id, chat_limit, accepting, count(chats.id)::integer AS chats
    FROM operators LEFT JOIN chats ON operator_id = operators.id AND state IN ('assigned', 'active')
    GROUP BY operators.id
  )
  SELECT
    ARRAY(SELECT id || ' has ' || chats || ' of ' || chat_limit FROM desks WHERE chats > chat_limit) AS overfull,
    (SELECT sum(chats)::integer FROM desks) AS taken,
    (SELECT coalesce(sum(chat_limit), 0)::integer FROM desks WHERE accepting = 1) AS room,
    EXISTS (SELECT FROM desks WHERE accepting = 1 AND chats < chat_limit) AS "hasRoom",
    (SELECT id FROM chats WHERE state = 'queued' ORDER BY waiting_since, id LIMIT 1) AS next`;

export async function watchDatabase(url: string): Promise<Watch> {
  const client = new Client({ connectionString: url });
  await client.connect();
  const breaches = new Set<string>();
  let [snapshots, mostAtOnce, longestWaitMs] = [0, 0, 0];
  let [inUse, usable] = [0, 0];
  let waiting: { chat: string; since: number } | undefined;
  let isEnded = false;

  function note({ overfull, taken, room, hasRoom, next }: Snapshot, at: number): void {
    snapshots += 1;
    for (const sentence of overfull) breaches.add(`operator ${sentence} chats`);
    mostAtOnce = Math.max(mostAtOnce, taken);
    if (next) {
      inUse += Math.min(taken, room);
      usable += room;
    }
    if (!next || !hasRoom) waiting = undefined;
    else if (waiting?.chat !== next) waiting = { chat: next, since: at };
    else longestWaitMs = Math.max(longestWaitMs, at - waiting.since);
  }

  async function look(): Promise<void> {
    const at = performance.now();
    const { rows } = await client.query<Snapshot>({ name: 'snapshot', text: SNAPSHOT });
    if (rows[0]) note(rows[0], at);
  }

  async function watch(): Promise<void> {
    while (!isEnded) {
      await look();
      await pass(LOOK_EVERY_MS);
    }
  }

  const watching = watch();
  // Told by `end`.
  watching.catch(() => undefined);
  return {
    async end() {
      isEnded = true;
      await watching;
      await look();
      await client.end();
      const shareInUse = usable > 0 ? inUse / usable : 1;
      return { snapshots, breaches: [...breaches], mostAtOnce, shareInUse, longestWaitMs };
    },
  };
}
