import { join } from 'node:path';
import Database from 'better-sqlite3';
import { expect, test } from 'vitest';
import {
  backupStorage,
  moveStorage,
  openStorage,
  renewLog,
  restoreStorage,
} from '../../../server/storage/index.ts';
import { inSnapshot } from '../../../server/storage/postgres/index.ts';
import { ALL_TABLES } from '../../../server/storage/transfer/tables.ts';
import { appended, newPlace, says, visitorOf } from '../../contracts/storage-fixtures.ts';
import { lacks } from '../../helpers/lacks.ts';
import { ask, newDatabase, whyNoDatabases } from '../../helpers/new-database.ts';

const PATIENT = { timeout: 30_000 };
/** Quotes, an emoji, signs that sort differently by language, and what a template or pattern might take for its own. */
const ODD = `'"\\ \u{1f514} Ä z A ß $1 %s \${x}`;
const FAR_OFF = 9_007_199_254_740_991;

const ROWS = `
  INSERT INTO sites VALUES ('s', 'cb_s', '${ODD.replaceAll("'", "''")}', '[]', '{}', ${FAR_OFF}, ${FAR_OFF}, ${FAR_OFF});
  INSERT INTO visitors VALUES ('v', 's', NULL, 'v@example.org', 1), ('V', 's', '', NULL, 0), ('-', 's', 'ß', NULL, 0);
  INSERT INTO visitor_keys VALUES ('h', 'v', 's', 1, 2, 3);
  INSERT INTO visitor_details VALUES ('v', '{"plan":"pro"}', 2, 3, ${FAR_OFF}), ('V', '{}', 0, 0, 4);
  INSERT INTO visitor_notes VALUES ('n', 'v', 'gone', '${ODD.replaceAll("'", "''")}', 5, NULL), ('N', 'v', 'o', 'x', 5, 6);
  INSERT INTO tracked VALUES ('v', 'order', '${ODD.replaceAll("'", "''")}', '{}', ${FAR_OFF}), ('v', 'cart', '', '{}', 0), ('V', 'goal', 'ß', '{}', 1);
  INSERT INTO goals VALUES ('s', '${ODD.replaceAll("'", "''")}', ${FAR_OFF}), ('s', 'Ä', 1);
  INSERT INTO visitor_words VALUES ('ß', '-'), ('straße', 'v'), ('ss', 'v'), ('𐐷', 'V'), ('ﬀ', 'V');
  INSERT INTO chat_pages SELECT id, 7, 'https://s.example/', 'Ä' FROM chats;
  INSERT INTO site_users VALUES ('s', '${ODD.replaceAll("'", "''")}', 'v', NULL, 'v@example.org', 1), ('s', 'u', 'V', 'Ä', NULL, ${FAR_OFF});
  INSERT INTO identity_secrets VALUES ('i', 's', 'aa', 1), ('I', 's', 'bb', 2);
  INSERT INTO consents VALUES ('c', 's', 'gone', 'granted', 'banner', '1', 'text', 'page', 4);
  INSERT INTO operators VALUES ('o', 'Olga', 'o@example.org', NULL, 'owner', 1, 3, 5, 6, ${FAR_OFF}, '{}', 2, 'pt-BR');
  INSERT INTO groups VALUES ('g', 'Sales', '{}', 7), ('G', 'sales', '{}', 8);
  INSERT INTO group_members VALUES ('g', 'o');
  INSERT INTO group_sites VALUES ('g', 's'), ('G', 's');
  INSERT INTO pictures VALUES ('p', 'o', 'image/png', 'AAAA', 11), ('q', NULL, 'image/webp', 'AA==', 12);
  INSERT INTO views VALUES ('w', NULL, 'Waiting', '{}', 13), ('x', 'o', '${ODD.replaceAll("'", "''")}', '{}', 14);
  INSERT INTO tags VALUES ('t', 'VIP', 'red', NULL, 1), ('u', '${ODD.replaceAll("'", "''")}', 'grey', 's', 2);
  INSERT INTO chat_tags SELECT 't', id FROM chats;
  INSERT INTO canned_responses VALUES ('r', 'hello', 'Hello', 'everybody', '', 1, 2), ('q', 'hello', 'Hi', 'operator', 'o', 3, 4);
  INSERT INTO kept_files VALUES ('k', 'o', 'r', 0, '{}', 1), ('l', 'o', NULL, 0, '', 2);
  INSERT INTO macros VALUES ('m', 'Refund', '1', '[]', 'group', 'g', 1, 2);
  INSERT INTO bans VALUES ('v', '${ODD.replaceAll("'", "''")}', 'Olga', 1, NULL), ('V', 'Spam', 'Olga', 1, ${FAR_OFF});
  INSERT INTO guard_counts VALUES ('s', 'links', ${FAR_OFF}, 2), ('s', 'repeated', 0, 3);
  INSERT INTO operator_sessions VALUES ('h', 'o', 7, 8);
  INSERT INTO links VALUES ('h', 'invite', 'o', 9, 10), ('i', 'owner', NULL, 9, 10);
  INSERT INTO files VALUES ('f', 'v', 'v', '{}', NULL, 1, ${FAR_OFF}), ('g', 'v', 'o', '', 'e', 2, 3);
  INSERT INTO jobs VALUES ('j', 'addon', 'webhook', '{}', 'waiting', 2, 11, NULL, '', 12);
  INSERT INTO addons VALUES ('webhook', 1, '{"url":""}'), ('Webhook', 0, '{}');
  UPDATE chats SET page_title = 'with' || char(0) || 'NUL';`;

/** A folder with rows in every table, more than a page of events, and an outbox whose newest rows are gone. */
async function fullFolder(): Promise<string> {
  const dataDir = await newPlace();
  const storage = await openStorage({ dataDir });
  const person = await visitorOf(storage);
  const texts = Array.from({ length: 600 }, (_, index) => `${ODD} ${index}`);
  await storage.append(texts.map((text) => says(person, text)));
  await storage.write((db) => db.deleteFrom('outbox').where('position', '>', 10).execute());
  await storage.close();
  new Database(join(dataDir, 'counterbell.db')).exec(ROWS).close();
  return dataDir;
}

/** All rows of all tables of a SQLite file. */
function contentOf(file: string): Record<string, unknown[]> {
  const database = new Database(file, { readonly: true });
  const rows = ALL_TABLES.map(({ name, key, columns }) => {
    const all = columns.map((column) => `"${column}"`).join(', ');
    const keys = key.map((column) => `"${column}"`).join(', ');
    return [name, database.prepare(`SELECT ${all} FROM ${name} ORDER BY ${keys}`).all()] as const;
  });
  database.close();
  return Object.fromEntries(rows);
}

function moveTo(dataDir: string, to: string) {
  return moveStorage({ dataDir, to, onProgress: () => undefined, now: () => 0 });
}

const missing = await whyNoDatabases();
if (missing === undefined) {
  test('carries every row of every table to Postgres and back', PATIENT, async () => {
    const [dataDir, url] = [await fullFolder(), await newDatabase()];
    const before = contentOf(join(dataDir, 'counterbell.db'));
    for (const [table, rows] of Object.entries(before))
      expect([table, rows]).not.toEqual([table, []]);
    await moveTo(dataDir, url);
    const copy = join(await newPlace(), 'copy.db');
    await backupStorage({ url, dataDir }, copy);
    const { meta, chats, ...after } = contentOf(copy);
    expect(meta).toEqual([
      ...(before.meta ?? []),
      { key: 'moved', value: new Date(0).toISOString() },
    ]);
    // Postgres cannot hold NUL.
    const [chat] = before.chats ?? [];
    expect(chats).toEqual([{ ...Object(chat), page_title: 'with\uFFFDNUL' }]);
    expect({ meta: before.meta, chats: before.chats, ...after }).toEqual(before);
  });

  test('gives no position of the outbox twice, on either side', PATIENT, async () => {
    const [dataDir, url] = [await fullFolder(), await newDatabase()];
    const nextOf = async (options: { url?: string; dataDir: string }) => {
      const storage = await openStorage(options);
      await appended(storage, says(await visitorOf(storage), 'next'));
      const rows = await storage.read.selectFrom('outbox').select('position').execute();
      await storage.close();
      return Math.max(...rows.map(({ position }) => position));
    };
    await moveTo(dataDir, url);
    const fresh = await newPlace();
    await backupStorage({ url, dataDir }, join(fresh, 'counterbell.db'));
    expect(await nextOf({ url, dataDir })).toBe(601);
    expect(await nextOf({ dataDir: fresh })).toBe(601);
    await restoreStorage({ url, dataDir: fresh }, join(dataDir, 'counterbell.db'));
    expect(await nextOf({ url, dataDir })).toBe(601);
  });

  test('tells how far it is, table by table', PATIENT, async () => {
    const [dataDir, url] = [await fullFolder(), await newDatabase()];
    const steps: string[] = [];
    const onProgress = (step: {
      doing: string;
      table: string;
      rowsDone: number;
      rowsInAll: number;
    }) => steps.push(`${step.doing} ${step.table} ${step.rowsDone} of ${step.rowsInAll}`);
    await moveStorage({ dataDir, to: url, onProgress, now: Date.now });
    const events = steps.filter((step) => step.includes(' events '));
    expect(events).toEqual(
      ['copying', 'comparing'].flatMap((doing) =>
        [0, 250, 500, 600].map((rows) => `${doing} events ${rows} of 600`),
      ),
    );
  });

  test.each([
    [
      'changes a row',
      "NEW.preview := 'changed'; RETURN NEW",
      'chats differs: a row is not what it was',
    ],
    ['loses a row', 'RETURN NULL', 'chats differs: 0 rows instead of 1'],
  ])(
    'names the table where the target %s, and keeps what was there',
    PATIENT,
    async (_what, body, reason) => {
      const [dataDir, url] = [await fullFolder(), await newDatabase()];
      await moveTo(dataDir, url);
      await ask(
        url,
        `CREATE FUNCTION meddle() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN ${body}; END $$`,
      );
      await ask(
        url,
        'CREATE TRIGGER a_meddle BEFORE INSERT ON chats FOR EACH ROW EXECUTE FUNCTION meddle()',
      );
      // The foreign keys of what belongs to a row that is lost would tell first.
      for (const table of ['events', 'chat_pages', 'chat_tags'])
        await ask(url, `ALTER TABLE ${table} DROP CONSTRAINT ${table}_chat_id_fkey`);
      const before = await ask(url, 'SELECT * FROM chats');
      await expect(moveTo(dataDir, url)).rejects.toThrow(reason);
      expect(await ask(url, 'SELECT * FROM chats')).toEqual(before);
      expect(await ask(url, 'SELECT count(*) FROM events')).toEqual([{ count: '600' }]);
    },
  );

  test(
    'makes a restore wait for a backup under way, which holds what was there',
    PATIENT,
    async () => {
      const [dataDir, url] = [await fullFolder(), await newDatabase()];
      await moveTo(dataDir, url);
      const waiting =
        "SELECT pid FROM pg_stat_activity WHERE wait_event_type = 'Lock' AND datname = current_database()";
      const restoring = await inSnapshot(url, ['chats', 'events'], async (db) => {
        const restored = restoreStorage({ url, dataDir }, join(dataDir, 'counterbell.db'));
        await expect.poll(() => ask(url, waiting), { timeout: 10_000 }).toHaveLength(1);
        expect(await db.selectFrom('events').select('seq').execute()).toHaveLength(600);
        return { restored };
      });
      expect((await restoring.restored).aside).toContain('before-restore');
    },
  );

  test(
    'tells no chat as changed for ever that came with ids of another server',
    PATIENT,
    async () => {
      const [dataDir, url] = [await fullFolder(), await newDatabase()];
      await moveTo(dataDir, url);
      await ask(url, 'ALTER TABLE chats DISABLE TRIGGER chats_changed');
      await ask(url, 'UPDATE chats SET changed = 1000000000000');
      await ask(url, 'ALTER TABLE chats ENABLE TRIGGER chats_changed');
      const [before] = await ask(url, "SELECT value FROM meta WHERE key = 'epoch'");
      await renewLog({ url, dataDir });
      const storage = await openStorage({ url, dataDir });
      const changed = async () => {
        const { cursor } = await storage.changesSince('');
        return (await storage.changesSince(cursor)).chats;
      };
      // As long as an older transaction runs, of any database of the server, they are told again.
      await expect.poll(changed, { timeout: 20_000 }).toEqual([]);
      expect(storage.epoch).not.toBe(Object(before).value);
      await storage.close();
    },
  );
} else lacks(missing, 'carries every row of every table from SQLite to Postgres and back');
