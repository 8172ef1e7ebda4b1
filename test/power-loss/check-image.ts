import { mkdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import type { Acknowledgement } from './disk-event.ts';
import { textOf } from './message-text.ts';
import type { Image } from './rebuild-image.ts';

/** What is wrong with an image; nothing where all is empty. */
export interface Findings {
  /** What SQLite says of a database that is not whole. */
  readonly damage: string | undefined;
  /** Ids of messages that somebody was told are stored, and that are not, or not as they were sent. */
  readonly lost: readonly string[];
  /** Ids that are there more than once. */
  readonly doubled: readonly string[];
  /** Chats whose events are not numbered 1, 2, 3 … up to their last. */
  readonly holes: readonly string[];
}

interface Stored {
  readonly id: string;
  readonly chat_id: string;
  readonly seq: number;
  readonly body: string;
}

const HOLES = `
  SELECT chats.id FROM chats LEFT JOIN events ON events.chat_id = chats.id GROUP BY chats.id
  HAVING count(events.seq) <> last_seq OR min(events.seq) <> 1 OR max(events.seq) <> last_seq`;

/** Opens an image as the next start of a relay would, in `folder`, which is made and removed. */
export async function checkImage(
  folder: string,
  image: Image,
  acknowledged: readonly Acknowledgement[],
): Promise<Findings> {
  await mkdir(folder, { recursive: true });
  for (const [name, content] of image) await writeFile(join(folder, name), content);
  try {
    return examine(join(folder, 'counterbell.db'), acknowledged);
  } catch (error) {
    if (!(error instanceof Database.SqliteError)) throw error;
    const lost = acknowledged.map(({ id }) => id);
    return { damage: `${error.code}: ${error.message}`, lost, doubled: [], holes: [] };
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

function examine(file: string, acknowledged: readonly Acknowledgement[]): Findings {
  const database = new Database(file);
  try {
    // The image is thrown away: nothing of it has to reach a disk.
    database.pragma('synchronous = OFF');
    const damage = damageOf(database);
    // Before the tables were made nobody can have been told anything.
    const hasTables = database.prepare("SELECT 1 FROM sqlite_schema WHERE name = 'events'").get();
    const events = hasTables
      ? database.prepare<[], Stored>('SELECT id, chat_id, seq, body FROM events').all()
      : [];
    const stored = new Map(events.map((event) => [event.id, event]));
    const holes = hasTables ? database.prepare<[], { id: string }>(HOLES).all() : [];
    return {
      damage,
      lost: acknowledged.filter((one) => !isAsTold(stored.get(one.id), one)).map(({ id }) => id),
      doubled: events.filter((event) => stored.get(event.id) !== event).map(({ id }) => id),
      holes: holes.map(({ id }) => id),
    };
  } finally {
    database.close();
  }
}

function damageOf(database: Database.Database): string | undefined {
  const integrity = String(database.pragma('integrity_check', { simple: true }));
  if (integrity !== 'ok') return integrity;
  const orphans = database.prepare('PRAGMA foreign_key_check').all().length;
  return orphans === 0 ? undefined : `${orphans} rows refer to rows that are not there`;
}

function isAsTold(stored: Stored | undefined, { id, chat, seq }: Acknowledgement): boolean {
  if (stored?.chat_id !== chat || stored.seq !== seq) return false;
  return JSON.parse(stored.body).text === textOf(id);
}
