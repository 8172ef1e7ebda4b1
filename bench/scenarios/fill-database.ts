import { statSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { openStorage } from '../../server/storage/index.ts';

const CHATS_AT_ONCE = 5_000;
const MESSAGES = 20;
const SITE = '01990000-0000-7000-8000-000000000001';
/** One chat of so many is still open. */
const OPEN_EVERY = 500;

/** Ids that grow with time, as the relay's and its clients' (UUIDv7) do, so that indexes are filled as they are there. */
const ID = (prefix: number, number: string): string =>
  `printf('%08x-%04x-7000-8000-%012x', 26800000 + ${number} / 65536, ${number} % 65536, ${prefix} * 1000000000 + ${number})`;

/**
 * Makes an installation's database in a folder, of at least so many bytes: chats of 20 messages of about 120 letters each, all
 * but some of them closed. Their words are not in the search index, nor are they told to add-ons. Takes some seconds for a GB.
 */
export async function fillDatabase(dataDir: string, bytes: number): Promise<void> {
  await (await openStorage({ dataDir })).close();
  const file = join(dataDir, 'counterbell.db');
  const database = new Database(file);
  database.pragma('journal_mode = OFF');
  database.pragma('synchronous = OFF');
  const settings = { colour: '#4f46e5', welcome: '', language: 'auto', consent: 'banner' };
  database
    .prepare('INSERT INTO sites VALUES (?, ?, ?, ?, ?, 1, NULL, NULL)')
    .run(SITE, 'cb_lamps', 'Lamps', '["lamps.example"]', JSON.stringify(settings));
  for (let from = 0; statSync(file).size < bytes; from += CHATS_AT_ONCE) {
    addChats(database, from + 1, from + CHATS_AT_ONCE);
  }
  database.pragma('journal_mode = WAL');
  database.close();
}

function addChats(database: Database.Database, first: number, last: number): void {
  const numbers = `WITH RECURSIVE n (n) AS (SELECT ${first} UNION ALL SELECT n + 1 FROM n WHERE n < ${last})`;
  const at = '1750000000000 + n * 60000';
  const state = `CASE n % ${OPEN_EVERY} WHEN 0 THEN 'unanswered' ELSE 'closed' END`;
  const event = `(n * ${MESSAGES} + seq)`;
  database.exec(`
    BEGIN;
    INSERT INTO visitors ${numbers} SELECT ${ID(1, 'n')}, '${SITE}', NULL, NULL, ${at} FROM n;
    INSERT INTO chats (id, site_id, visitor_id, state, last_seq, last_visible_seq, last_visitor_seq,
      seen_visitor, seen_operator, preview, page_url, page_title, referrer, browser, system, device,
      language, started_at, said_at, updated_at)
      ${numbers}
      SELECT ${ID(2, 'n')}, '${SITE}', ${ID(1, 'n')}, ${state}, ${MESSAGES}, ${MESSAGES}, ${MESSAGES},
        ${MESSAGES}, ${MESSAGES}, 'And when would it arrive?', 'https://lamps.example/desk/' || n,
        'Desk lamps', 'https://search.example/', 'Firefox', 'Linux', 'desktop', 'en', ${at}, ${at}, ${at}
      FROM n;
    INSERT INTO events (chat_id, seq, visible_prev, id, author_role, author_id, audience, body, at)
      ${numbers}, s (seq) AS (SELECT 1 UNION ALL SELECT seq + 1 FROM s WHERE seq < ${MESSAGES})
      SELECT ${ID(2, 'n')}, seq, seq - 1, ${ID(3, event)}, 'visitor', ${ID(1, 'n')}, 'all',
        '{"kind":"message","text":"Is number ${"' || "}${event}${" || '"} of the desk lamps also to be had with the long arm, and what would it cost to ship it to Oslo?"}',
        ${at} + seq * 1000
      FROM n, s;
    COMMIT`);
}
