import { once } from 'node:events';
import { writeFileSync } from 'node:fs';
import { readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { expect, onTestFinished, test, vi } from 'vitest';
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

/** A relay on a new database, a folder for its backups, and the settings of its commands. */
async function relayOnPostgres() {
  const [dataDir, url] = [await ownFolder(), await newDatabase()];
  const settings = { DATA_DIR: dataDir, DATABASE_URL: url };
  const relay = await spawnRelay({ demo: true, dataDir, env: settings });
  onTestFinished(() => relay.stop());
  return { relay, dataDir, url, settings, backup: join(dataDir, 'backup.db') };
}

async function somebodyWrites(relay: SpawnedRelay, text: string): Promise<void> {
  const visitor = await visitorArrives(relay.url, await demoSiteKey(relay.url));
  await visitor.writes(text);
  await visitor.line.hangUp();
}

const BODIES = "SELECT body FROM events WHERE author_role = 'visitor' ORDER BY at, seq";
const textOf = ({ body }: { body: string }): string => JSON.parse(body).text;

async function textsOn(url: string): Promise<string[]> {
  return (await ask<{ body: string }>(url, BODIES)).map(textOf);
}

function textsIn(file: string): string[] {
  const database = new Database(file, { readonly: true });
  const rows = database.prepare<[], { body: string }>(BODIES).all();
  database.close();
  return rows.map(textOf);
}

function inFile(file: string, statements: string): void {
  new Database(file).exec(statements).close();
}

async function epochOn(url: string): Promise<unknown> {
  const [row] = await ask(url, "SELECT value FROM meta WHERE key = 'epoch'");
  return row;
}

const missing = await whyNoDatabases();
if (missing === undefined) {
  test(
    'H4 restores on Postgres what a backup beside a running relay holds, and keeps what was there',
    PATIENT,
    async () => {
      const { relay, dataDir, url, settings, backup } = await relayOnPostgres();
      await somebodyWrites(relay, 'one');
      expect(await counterbell(settings, 'backup', backup)).toMatchObject({ code: 0, stderr: '' });
      expect((await stat(backup)).mode & 0o777).toBe(0o600);
      expect((await counterbell(settings, 'backup', backup)).stderr).toContain(
        'must be a new file',
      );
      await somebodyWrites(relay, 'two');
      const refused = await counterbell(settings, 'restore', backup);
      expect(refused).toMatchObject({
        code: 1,
        stderr: expect.stringContaining('A relay uses it'),
      });
      await relay.kill();
      const before = await epochOn(url);

      const restored = await counterbell(settings, 'restore', backup);
      expect(restored).toMatchObject({ code: 0, stderr: '' });
      const [aside = ''] = (await readdir(dataDir)).filter((name) => name.startsWith('before-'));
      expect(restored.stdout).toContain(aside);
      expect(textsIn(join(dataDir, aside))).toEqual(['one', 'two']);
      expect((await stat(join(dataDir, aside))).mode & 0o777).toBe(0o600);
      expect(await textsOn(url)).toEqual(['one']);
      expect(await epochOn(url)).not.toEqual(before);
      await relay.restart();
      await somebodyWrites(relay, 'after');
      expect(await textsOn(url)).toEqual(['one', 'after']);
    },
  );

  test('P9 gets back from a visitor what they said after the backup', PATIENT, async () => {
    const { relay, url, settings, backup } = await relayOnPostgres();
    const { client } = await headlessVisitor(relay.url);
    onTestFinished(client.destroy);
    const says = async (text: string) => {
      client.send({ kind: 'message', text });
      await vi.waitFor(() => expect(client.getState().pending).toEqual([]), WITHIN);
    };
    await says('before');
    await counterbell(settings, 'backup', backup);
    await says('lost');
    await relay.kill();
    await counterbell(settings, 'restore', backup);
    expect(await textsOn(url)).toEqual(['before']);
    await relay.restart();
    await vi.waitFor(async () => expect(await textsOn(url)).toEqual(['before', 'lost']), WITHIN);
  });

  test('goes back from Postgres to a folder by backup and restore', PATIENT, async () => {
    const { relay, backup, settings } = await relayOnPostgres();
    await somebodyWrites(relay, 'on Postgres');
    await relay.stop();
    await counterbell(settings, 'backup', backup);
    const dataDir = await ownFolder();
    expect(await counterbell({ DATA_DIR: dataDir }, 'restore', backup)).toMatchObject({ code: 0 });
    const next = await spawnRelay({ demo: true, dataDir });
    await somebodyWrites(next, 'in a folder');
    await next.stop();
    expect(textsIn(join(dataDir, 'counterbell.db'))).toEqual(['on Postgres', 'in a folder']);
  });

  test(
    'restores into an empty database, also the folder’s backup of an older version',
    PATIENT,
    async () => {
      const [file, url] = [join(await ownFolder(), 'old.db'), await newDatabase()];
      await makeFirstVersion(file);
      const settings = { DATA_DIR: await ownFolder(), DATABASE_URL: url };
      const restored = await counterbell(settings, 'restore', file);
      expect(restored).toMatchObject({ code: 0, stderr: '' });
      expect(restored.stdout).not.toContain('before-restore');
      expect(await ask(url, 'SELECT name FROM sites')).toEqual([{ name: 'Lamps' }]);
      expect(await readdir(settings.DATA_DIR)).toEqual(['relay.lock']);
    },
  );

  test(
    'leaves what was there where it is killed in the middle, and can be repeated',
    PATIENT,
    async () => {
      const [dataDir, url] = [await ownFolder(), await newDatabase()];
      const settings = { DATA_DIR: dataDir, DATABASE_URL: url };
      const source = await ownFolder();
      await makeManyChats(source, 1_000);
      const file = join(source, 'counterbell.db');
      await counterbell(settings, 'restore', file);
      const before = await epochOn(url);
      const restoring = beginCounterbell(settings, 'restore', file);
      const ended = once(restoring, 'exit');
      const keptFiles = async () =>
        (await readdir(dataDir)).filter((name) => name.endsWith('Z.db'));
      // What was there is being kept; the database itself is next.
      await vi.waitFor(async () => expect(await keptFiles()).toHaveLength(1), WITHIN);
      restoring.kill('SIGKILL');
      expect((await ended)[1]).toBe('SIGKILL');
      expect(await epochOn(url)).toEqual(before);
      expect(await textsOn(url)).toHaveLength(20_000);

      expect(await counterbell(settings, 'restore', file)).toMatchObject({ code: 0 });
      expect(await epochOn(url)).not.toEqual(before);
      expect(await textsOn(url)).toHaveLength(20_000);
      expect(await readdir(dataDir)).not.toContain('counterbell.db.restoring');
    },
  );

  test('names the log anew after Postgres’s own tools restored it', PATIENT, async () => {
    const { relay, url, settings } = await relayOnPostgres();
    expect((await counterbell(settings, 'restore')).stderr).toContain('A relay uses it');
    await relay.stop();
    const before = await epochOn(url);
    expect(await counterbell(settings, 'restore')).toMatchObject({ code: 0, stderr: '' });
    expect(await epochOn(url)).not.toEqual(before);
  });

  test.each([
    ['text', 'file is not a database', (file: string) => writeFileSync(file, 'no database')],
    [
      'a backup of a newer version',
      'A newer version of Counterbell',
      (file: string) => inFile(file, "INSERT INTO kysely_migration VALUES ('9999-later', '')"),
    ],
    [
      'a backup with a chat of nobody',
      'foreign key',
      (file: string) =>
        inFile(file, "PRAGMA foreign_keys = OFF; UPDATE chats SET visitor_id = 'nobody'"),
    ],
  ] as const)(
    'refuses %s in one line and changes nothing',
    PATIENT,
    async (_what, reason, spoil) => {
      const { relay, dataDir, url, settings, backup } = await relayOnPostgres();
      await somebodyWrites(relay, 'kept');
      await counterbell(settings, 'backup', backup);
      await relay.stop();
      spoil(backup);
      const [epoch, files] = [await epochOn(url), await readdir(dataDir)];
      const { code, stderr } = await counterbell(settings, 'restore', backup);
      expect(code).toBe(1);
      expect(stderr.trim().split('\n')).toHaveLength(1);
      expect(stderr).toContain(reason);
      expect(await textsOn(url)).toEqual(['kept']);
      expect(await epochOn(url)).toEqual(epoch);
      expect((await readdir(dataDir)).filter((name) => name !== 'relay.lock')).toEqual(files);
    },
  );

  test('backs up nothing of a database that is not ours, and leaves no file', PATIENT, async () => {
    const [dataDir, url] = [await ownFolder(), await newDatabase()];
    const settings = { DATA_DIR: dataDir, DATABASE_URL: url };
    const { code, stderr } = await counterbell(settings, 'backup', join(dataDir, 'backup.db'));
    expect(code).toBe(1);
    expect(stderr).toContain('it is not a database of Counterbell');
    expect(await readdir(dataDir)).toEqual([]);
  });
} else lacks(missing, 'backs up and restores on Postgres');

test('asks for a file where a folder is to be restored', PATIENT, async () => {
  const { code, stderr } = await counterbell({ DATA_DIR: await ownFolder() }, 'restore');
  expect(code).toBe(1);
  expect(stderr).toBe('Name the backup: counterbell restore FILE.\n');
});
