import { join } from 'node:path';
import Database from 'better-sqlite3';
import { DEFAULT_SITE_SETTINGS } from '../../protocol/index.ts';
import { openStorage } from '../../server/storage/index.ts';

/** Makes an installation in a folder with so many chats of 20 messages each, faster than people could. */
export async function makeManyChats(dataDir: string, chats: number): Promise<void> {
  await (await openStorage({ dataDir })).close();
  const database = new Database(join(dataDir, 'counterbell.db'));
  const numbers = (most: number) =>
    `WITH RECURSIVE n (n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM n WHERE n < ${most})`;
  const settings = JSON.stringify(DEFAULT_SITE_SETTINGS).replaceAll("'", "''");
  database.exec(`
    BEGIN;
    INSERT INTO sites VALUES ('site', 'cb_site', 'Lamps', '["localhost"]', '${settings}', 1, NULL, NULL);
    INSERT INTO visitors ${numbers(chats)} SELECT 'visitor ' || n, 'site', NULL, NULL, 1 FROM n;
    INSERT INTO chats (id, site_id, visitor_id, state, last_seq, last_visible_seq, last_visitor_seq,
      seen_visitor, seen_operator, preview, page_url, page_title, referrer, browser, system, device,
      language, started_at, said_at, updated_at)
      SELECT 'chat of ' || id, 'site', id, 'closed', 20, 20, 20, 0, 0, '', '', '', '', '', '', '', '', 1, 1, 1
      FROM visitors;
    INSERT INTO events ${numbers(20)}
      SELECT chats.id, n, n - 1, chats.id || n, 'visitor', visitor_id, 'all',
        '{"kind":"message","text":"message ' || n || '"}', NULL, n
      FROM chats, n;
    COMMIT`);
  database.close();
}
