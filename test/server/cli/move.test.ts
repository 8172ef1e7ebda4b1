import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import Database from 'better-sqlite3';
import { expect, onTestFinished, test, vi } from 'vitest';
import { openStorage } from '../../../server/storage/index.ts';
import { beginCounterbell, counterbell } from '../../helpers/command-line.ts';
import { demoSiteKey } from '../../helpers/demo-site.ts';
import { makeFirstVersion } from '../../helpers/first-version.ts';
import { newFolder, removeFolder } from '../../helpers/folders.ts';
import { headlessVisitor } from '../../helpers/headless-visitor.ts';
import { lacks } from '../../helpers/lacks.ts';
import { makeManyChats } from '../../helpers/many-chats.ts';
import { ask, newDatabase, whyNoDatabases } from '../../helpers/new-database.ts';
import { visitorArrives } from '../../helpers/people.ts';
import { type SpawnedRelay, spawnRelay } from '../../helpers/start-relay.ts';

const PATIENT = { timeout: 60_000 };
const WITHIN = { timeout: 20_000 };

async function ownFolder(): Promise<string> {
  const folder = await newFolder();
  onTestFinished(() => removeFolder(folder));
  return folder;
}

/** A relay on a folder that becomes one on Postgres where `env` is given a DATABASE_URL before it starts again. */
async function relayOn(dataDir: string, env: Record<string, string> = {}): Promise<SpawnedRelay> {
  const relay = await spawnRelay({ demo: true, dataDir, env });
  onTestFinished(() => relay.stop());
  return relay;
}

async function somebodyWrites(relay: SpawnedRelay, text: string): Promise<void> {
  const visitor = await visitorArrives(relay.url, await demoSiteKey(relay.url));
  await visitor.writes(text);
  await visitor.line.hangUp();
}

/** Of the database and its write-ahead log; an empty log, which a killed reader leaves, is none. */
async function hashesIn(dataDir: string): Promise<Record<string, string>> {
  const hashes: Record<string, string> = {};
  for (const name of ['counterbell.db', 'counterbell.db-wal']) {
    const path = join(dataDir, name);
    const content = existsSync(path) ? await readFile(path) : '';
    if (content.length > 0) hashes[name] = createHash('sha256').update(content).digest('hex');
  }
  return hashes;
}

async function textsOn(url: string): Promise<string[]> {
  const rows = await ask<{ body: string }>(
    url,
    "SELECT body FROM events WHERE author_role = 'visitor' ORDER BY at, seq",
  );
  return rows.map(({ body }) => JSON.parse(body).text);
}

async function tablesOn(url: string): Promise<string[]> {
  const rows = await ask<{ name: string }>(
    url,
    "SELECT tablename AS name FROM pg_tables WHERE schemaname = 'public'",
  );
  return rows.map(({ name }) => name);
}

const missing = await whyNoDatabases();
if (missing === undefined) {
  test(
    'a visitor’s chat goes on over the move, on the page that was open and on a new one',
    PATIENT,
    async () => {
      const [dataDir, url] = [await ownFolder(), await newDatabase()];
      const env: Record<string, string> = {};
      const relay = await relayOn(dataDir, env);
      const visitor = await headlessVisitor(relay.url);
      onTestFinished(visitor.client.destroy);
      visitor.client.send({ kind: 'message', text: 'before' });
      await vi.waitFor(() => expect(visitor.client.getState().pending).toEqual([]), WITHIN);
      const { chat } = visitor.client.getState();
      await relay.kill();
      visitor.client.send({ kind: 'message', text: 'meanwhile' });
      expect(await counterbell({ DATA_DIR: dataDir }, 'move', '--to', url)).toMatchObject({
        code: 0,
      });
      env.DATABASE_URL = url;
      await relay.restart();

      await vi.waitFor(() => expect(visitor.client.getState().pending).toEqual([]), WITHIN);
      expect(visitor.client.getState().chat).toBe(chat);
      const next = await headlessVisitor(relay.url, { token: visitor.token() });
      onTestFinished(next.client.destroy);
      next.client.connect();
      await vi.waitFor(() => expect(next.client.getState().view.items).not.toEqual([]), WITHIN);
      expect(next.client.getState().chat).toBe(chat);
      expect(await textsOn(url)).toEqual(['before', 'meanwhile']);
    },
  );

  test(
    'leaves database and write-ahead log of a killed relay as they are, and moves what is in either',
    PATIENT,
    async () => {
      const [dataDir, url] = [await ownFolder(), await newDatabase()];
      const relay = await relayOn(dataDir);
      await somebodyWrites(relay, 'moved into the database');
      await relay.restart();
      await somebodyWrites(relay, 'in the log alone');
      await relay.kill();
      const before = await hashesIn(dataDir);
      expect(Object.keys(before)).toContain('counterbell.db-wal');
      const { code, stdout, stderr } = await counterbell(
        { DATA_DIR: dataDir },
        'move',
        '--to',
        url,
      );
      expect(code).toBe(0);
      expect(stderr).toMatch(/^copying visitors: 2 of 2 rows$/m);
      expect(stdout).toMatch(/^ {2}visitors +2$/m);
      expect(stdout).toContain('set DATABASE_URL');
      expect(await hashesIn(dataDir)).toEqual(before);
      expect(await textsOn(url)).toEqual(['moved into the database', 'in the log alone']);
    },
  );

  test('leaves no file beside the database of a relay that was stopped', PATIENT, async () => {
    const [dataDir, url] = [await ownFolder(), await newDatabase()];
    await makeManyChats(dataDir, 2);
    const before = await hashesIn(dataDir);
    await counterbell({ DATA_DIR: dataDir }, 'move', '--to', url);
    expect(await hashesIn(dataDir)).toEqual(before);
    expect((await readdir(dataDir)).sort()).toEqual(['counterbell.db', 'relay.lock']);
  });

  test(
    'leaves nothing where it is killed in the middle, and moves everything when it is repeated',
    PATIENT,
    async () => {
      const [dataDir, url] = [await ownFolder(), await newDatabase()];
      await makeManyChats(dataDir, 3_000);
      const before = await hashesIn(dataDir);
      const moving = beginCounterbell({ DATA_DIR: dataDir }, 'move', '--to', url);
      const ended = once(moving, 'exit');
      if (!moving.stderr) throw new Error('started without a pipe');
      for await (const line of createInterface(moving.stderr)) {
        // The events, most of all rows, are on their way.
        if (line.startsWith('copying chats')) moving.kill('SIGKILL');
      }
      expect((await ended)[1]).toBe('SIGKILL');
      expect(await tablesOn(url)).toEqual([]);
      expect(await hashesIn(dataDir)).toEqual(before);

      expect(await counterbell({ DATA_DIR: dataDir }, 'move', '--to', url)).toMatchObject({
        code: 0,
      });
      const [counted] = await ask<{ events: string }>(url, 'SELECT count(*) AS events FROM events');
      expect(counted).toEqual({ events: '60000' });
    },
  );

  test('replaces what an unused move left, until a relay starts on it', PATIENT, async () => {
    const [dataDir, url] = [await ownFolder(), await newDatabase()];
    const env: Record<string, string> = {};
    const relay = await relayOn(dataDir, env);
    const move = () => counterbell({ DATA_DIR: dataDir }, 'move', '--to', url);
    await somebodyWrites(relay, 'one');
    expect(await move()).toMatchObject({
      code: 1,
      stderr: expect.stringMatching(/^Another relay/),
    });
    await relay.kill();
    expect(await move()).toMatchObject({ code: 0 });
    await relay.restart();
    await somebodyWrites(relay, 'two');
    await relay.kill();
    expect(await move()).toMatchObject({ code: 0 });
    expect(await textsOn(url)).toEqual(['one', 'two']);

    env.DATABASE_URL = url;
    await relay.restart();
    const beside = await move();
    expect(beside.stderr).toMatch(/^The database .+ cannot be used: A relay uses it: .+\n$/);
    await relay.kill();
    const after = await move();
    expect(after).toMatchObject({ code: 1, stdout: '' });
    expect(after.stderr).toMatch(
      /^.+ holds this installation already, which a relay has used.+\n$/,
    );
  });

  test(
    'keeps an account that was made on Postgres from being replaced by another move',
    PATIENT,
    async () => {
      const [dataDir, url] = [await ownFolder(), await newDatabase()];
      await makeManyChats(dataDir, 2);
      await counterbell({ DATA_DIR: dataDir }, 'move', '--to', url);
      const ada = ['--name', 'Ada', '--email', 'ada@example.org'];
      await counterbell({ DATABASE_URL: url }, 'operator', 'add', ...ada);
      const again = await counterbell({ DATA_DIR: dataDir }, 'move', '--to', url);
      expect(again.stderr).toContain('operators 1');
    },
  );

  test.each([
    [
      'another installation',
      async (url: string) => (await openStorage({ url, dataDir: '' })).close(),
      'another installation',
    ],
    [
      'tables of something else',
      (url: string) => ask(url, 'CREATE TABLE shop (id integer)'),
      'something else (shop)',
    ],
    [
      'an unused move by a newer version',
      async (url: string, dataDir: string) => {
        await counterbell({ DATA_DIR: dataDir }, 'move', '--to', url);
        await ask(url, "INSERT INTO kysely_migration VALUES ('9999-later', '2030')");
      },
      'A newer version of Counterbell',
    ],
  ] as const)(
    'refuses a database that holds %s in one line, and changes nothing',
    PATIENT,
    async (_what, make, reason) => {
      const [dataDir, url] = [await ownFolder(), await newDatabase()];
      await makeManyChats(dataDir, 2);
      await make(url, dataDir);
      const tables = await tablesOn(url);
      const { code, stdout, stderr } = await counterbell(
        { DATA_DIR: dataDir },
        'move',
        '--to',
        url,
      );
      expect({ code, stdout }).toEqual({ code: 1, stdout: '' });
      expect(stderr.trim().split('\n')).toHaveLength(1);
      expect(stderr).toContain(reason);
      expect(await tablesOn(url)).toEqual(tables);
    },
  );

  test.each([
    ['a folder without a database', async () => undefined, 'There is no database in the folder'],
    [
      'tables of an older version',
      (dataDir: string) => makeFirstVersion(join(dataDir, 'counterbell.db')),
      'start a relay of this version on it once',
    ],
    [
      'tables of a newer version',
      async (dataDir: string) => {
        await makeManyChats(dataDir, 1);
        inDatabase(dataDir, "INSERT INTO kysely_migration VALUES ('9999-later', '2030')");
      },
      'A newer version of Counterbell',
    ],
  ] as const)(
    'refuses %s in one line, and leaves the target empty',
    PATIENT,
    async (_what, make, reason) => {
      const [dataDir, url] = [await ownFolder(), await newDatabase()];
      await make(dataDir);
      const { code, stderr } = await counterbell({ DATA_DIR: dataDir }, 'move', '--to', url);
      expect(code).toBe(1);
      expect(stderr.trim().split('\n')).toHaveLength(1);
      expect(stderr).toContain(reason);
      expect(await tablesOn(url)).toEqual([]);
    },
  );
} else lacks(missing, 'moves an installation from its folder to Postgres');

function inDatabase(dataDir: string, statement: string): void {
  new Database(join(dataDir, 'counterbell.db')).exec(statement).close();
}

test.each([
  ['mysql://db.example.org/chat', '--to is not an address'],
  ['postgres://db.example.org', '--to names no database'],
  ['postgres://u:secret@127.0.0.1:1/chat', 'nothing answers there'],
])('refuses --to %s in one line that shows no password', PATIENT, async (to, reason) => {
  const dataDir = await ownFolder();
  await makeManyChats(dataDir, 1);
  const { code, stdout, stderr } = await counterbell({ DATA_DIR: dataDir }, 'move', '--to', to);
  expect({ code, stdout }).toEqual({ code: 1, stdout: '' });
  expect(stderr.trim().split('\n')).toHaveLength(1);
  expect(stderr).toContain(reason);
  expect(stderr).not.toContain('secret');
});
