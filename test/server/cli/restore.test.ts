import { execFile } from 'node:child_process';
import { copyFile, mkdtemp, readdir, readFile, rm, truncate, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import Database from 'better-sqlite3';
import { expect, onTestFinished, test } from 'vitest';
import { demoSiteKey } from '../../helpers/demo-site.ts';
import { headlessVisitor } from '../../helpers/headless-visitor.ts';
import { visitorArrives } from '../../helpers/people.ts';
import { type SpawnedRelay, spawnRelay } from '../../helpers/start-relay.ts';

const MAIN = join(import.meta.dirname, '../../../dist/relay/main.js');
const run = promisify(execFile);

async function counterbell(dataDir: string, ...args: string[]) {
  try {
    const env = { PATH: process.env.PATH, DATA_DIR: dataDir };
    return { code: 0, ...(await run(process.execPath, [MAIN, ...args], { env })) };
  } catch (error) {
    return error as { code: number; stdout: string; stderr: string }; // what execFile rejects with
  }
}

async function newFolder(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'counterbell-'));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  return folder;
}

async function writes(relay: SpawnedRelay, ...texts: string[]) {
  const visitor = await visitorArrives(relay.url, await demoSiteKey(relay.url));
  for (const text of texts) await visitor.writes(text);
  await visitor.line.hangUp();
  return visitor;
}

/** Texts and epoch of a database that nobody has open. */
function contentOf(file: string) {
  const database = new Database(file);
  const texts = database
    .prepare(
      "SELECT json_extract(body, '$.text') FROM events WHERE author_role = 'visitor' ORDER BY at, seq",
    )
    .pluck()
    .all();
  const epoch = database.prepare("SELECT value FROM meta WHERE key = 'epoch'").pluck().get();
  database.close();
  return { texts, epoch };
}

test('H4 restores what a backup of a running relay holds, names the log anew, and keeps what was there', async () => {
  const dataDir = await newFolder();
  const backup = join(await newFolder(), 'backup.db');
  const relay = await spawnRelay({ demo: true, dataDir });
  await writes(relay, 'one', 'two');
  expect(await counterbell(dataDir, 'backup', backup)).toMatchObject({ code: 0 });
  await writes(relay, 'three');
  const refused = await counterbell(dataDir, 'restore', backup);
  expect(refused).toMatchObject({ code: 1, stderr: expect.stringContaining('Another relay') });
  // Its last commits are in the write-ahead log alone.
  await relay.kill();

  const restored = await counterbell(dataDir, 'restore', backup);
  expect(restored).toMatchObject({ code: 0, stderr: '' });
  const [aside = ''] = (await readdir(dataDir)).filter((name) => name.startsWith('before-restore'));
  expect(restored.stdout).toContain(aside);
  const before = contentOf(join(dataDir, aside, 'counterbell.db'));
  const after = contentOf(join(dataDir, 'counterbell.db'));
  expect(before.texts).toEqual(['one', 'two', 'three']);
  expect(after.texts).toEqual(['one', 'two']);
  expect(after.epoch).not.toBe(before.epoch);
  expect(contentOf(backup).epoch).toBe(before.epoch);

  await relay.restart();
  const { client } = await headlessVisitor(relay.url);
  client.send({ kind: 'message', text: 'after' });
  await expect.poll(() => client.getState().pending.length).toBe(0);
  client.destroy();
  await relay.stop();
}, 30_000);

test('H4 restores into an empty folder', async () => {
  const dataDir = await newFolder();
  const backup = join(await newFolder(), 'backup.db');
  const relay = await spawnRelay({ demo: true, dataDir });
  await writes(relay, 'one');
  await counterbell(dataDir, 'backup', backup);
  await relay.stop();
  const empty = await newFolder();
  expect(await counterbell(empty, 'restore', backup)).toMatchObject({ code: 0 });
  expect(contentOf(join(empty, 'counterbell.db')).texts).toEqual(['one']);
}, 30_000);

/** A folder whose relay was killed: its last commits are in the write-ahead log alone. */
async function leftByKilledRelay(...texts: string[]): Promise<string> {
  const dataDir = await newFolder();
  const relay = await spawnRelay({ demo: true, dataDir });
  await writes(relay, ...texts);
  await relay.kill();
  return dataDir;
}

test('H4 restores the database that a killed relay left, with its write-ahead log', async () => {
  const left = await leftByKilledRelay('one', 'two');
  expect(await readdir(left)).toContain('counterbell.db-wal');
  const dataDir = await newFolder();
  const { code } = await counterbell(dataDir, 'restore', join(left, 'counterbell.db'));
  expect(code).toBe(0);
  expect((await readdir(dataDir)).sort()).toEqual(['counterbell.db', 'relay.lock']);
  expect(contentOf(join(dataDir, 'counterbell.db')).texts).toEqual(['one', 'two']);
}, 30_000);

test('H4 reads nothing of an interrupted restore into the next one', async () => {
  const left = await leftByKilledRelay('of another relay');
  const source = await leftByKilledRelay('one');
  const dataDir = await newFolder();
  const backup = join(await newFolder(), 'backup.db');
  await counterbell(source, 'backup', backup);
  const restoring = join(dataDir, 'counterbell.db.restoring');
  await copyFile(join(left, 'counterbell.db'), restoring);
  await copyFile(join(left, 'counterbell.db-wal'), `${restoring}-wal`);
  expect(await counterbell(dataDir, 'restore', backup)).toMatchObject({ code: 0 });
  expect((await readdir(dataDir)).sort()).toEqual(['counterbell.db', 'relay.lock']);
  expect(contentOf(join(dataDir, 'counterbell.db')).texts).toEqual(['one']);
}, 30_000);

test('H4 takes the place of a damaged database, and keeps it as it is', async () => {
  const dataDir = await leftByKilledRelay('one');
  const backup = join(await newFolder(), 'backup.db');
  await counterbell(dataDir, 'backup', backup);
  const damaged = Buffer.alloc(8_192, 'no database');
  await writeFile(join(dataDir, 'counterbell.db'), damaged);
  await rm(join(dataDir, 'counterbell.db-wal'));
  expect(await counterbell(dataDir, 'restore', backup)).toMatchObject({ code: 0 });
  const [aside = ''] = (await readdir(dataDir)).filter((name) => name.startsWith('before-restore'));
  expect(await readFile(join(dataDir, aside, 'counterbell.db'))).toEqual(damaged);
  expect(contentOf(join(dataDir, 'counterbell.db')).texts).toEqual(['one']);
}, 30_000);

test.each([
  ['a file that is not there', async () => undefined, 'ENOENT'],
  ['text', (file: string) => writeFile(file, 'no database'), 'not a database'],
  [
    'another program’s database',
    async (file: string) => void new Database(file).exec('CREATE TABLE shop (id)').close(),
    'not a database of Counterbell',
  ],
  [
    'half a backup',
    async (file: string, dataDir: string) => {
      await counterbell(dataDir, 'backup', file);
      await truncate(file, Math.floor((await readFile(file)).length / 2 / 4_096) * 4_096);
    },
    'cannot be restored',
  ],
  [
    'the backup of a newer version',
    async (file: string, dataDir: string) => {
      await counterbell(dataDir, 'backup', file);
      const database = new Database(file);
      database.exec("INSERT INTO kysely_migration VALUES ('9999-later', '2030')");
      database.close();
    },
    'A newer version of Counterbell',
  ],
] as const)(
  'refuses %s in one line and changes nothing',
  async (_what, make, reason) => {
    const dataDir = await newFolder();
    const file = join(await newFolder(), 'given.db');
    const relay = await spawnRelay({ demo: true, dataDir });
    await writes(relay, 'kept');
    await relay.stop();
    await make(file, dataDir);
    const files = await readdir(dataDir);
    const { code, stderr } = await counterbell(dataDir, 'restore', file);
    expect(code).toBe(1);
    expect(stderr.trim().split('\n')).toHaveLength(1);
    expect(stderr).toContain(reason);
    expect(await readdir(dataDir)).toEqual(files);
    expect(contentOf(join(dataDir, 'counterbell.db')).texts).toEqual(['kept']);
  },
  30_000,
);
