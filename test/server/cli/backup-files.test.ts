import { createHash } from 'node:crypto';
import { mkdir, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { expect, onTestFinished, test } from 'vitest';
import { counterbell } from '../../helpers/command-line.ts';
import { becomeOwner } from '../../helpers/console-api.ts';
import { demoSiteKey } from '../../helpers/demo-site.ts';
import { fileTo, uploadFile, visitorSender } from '../../helpers/file-sender.ts';
import { newFolder, removeFolder } from '../../helpers/folders.ts';
import { lacks } from '../../helpers/lacks.ts';
import { newDatabase, whyNoDatabases } from '../../helpers/new-database.ts';
import { visitorArrives } from '../../helpers/people.ts';
import { PDF, png } from '../../helpers/sample-files.ts';
import { type SpawnedRelay, spawnRelay } from '../../helpers/start-relay.ts';

const PATIENT = { timeout: 60_000 };
/** Of more than one part, as it lies in a backup. */
const LARGE = Buffer.concat([PDF, Buffer.alloc(2_500_000, 'long ')]);

const hashOf = (content: Buffer) => createHash('sha256').update(content).digest('hex');
/** To compare millions of bytes one by one takes seconds. */
const HASHES = [png(40, 30), LARGE].map(hashOf);

/** A line that was kept open would hold the relay up as it stops. */
const CLOSE = { connection: 'close' };

async function ownFolder(): Promise<string> {
  const folder = await newFolder();
  onTestFinished(() => removeFolder(folder));
  return folder;
}

/** A relay whose visitor has sent two files, and what fetches them. */
async function relayWithFiles(env: Record<string, string> = {}) {
  const dataDir = await ownFolder();
  const settings = { DATA_DIR: dataDir, ...env };
  const relay = await spawnRelay({ demo: true, dataDir, env: settings });
  onTestFinished(() => relay.stop());
  const site = await demoSiteKey(relay.url);
  const { line, token } = await visitorArrives(relay.url, site);
  const ids: string[] = [];
  for (const [name, content] of [
    ['kettle.png', png(40, 30)],
    ['order.pdf', LARGE],
  ] as const) {
    const { file } = await uploadFile(visitorSender(relay.url, site, token), name, content, CLOSE);
    line.say(fileTo('new', file));
    await line.hear('sent');
    ids.push(file.id);
  }
  await line.hangUp();
  return { relay, dataDir, settings, site, token, ids, backup: join(await ownFolder(), 'all.db') };
}

/** The owner keeps a file with what they prepare for chats. */
async function keepsFile(relay: SpawnedRelay): Promise<string> {
  const upload = `${relay.url}/api/v1/canned-responses/files`;
  const { cookie } = await becomeOwner(relay);
  const sender = { upload, fileAt: String, headers: { cookie } };
  return (await uploadFile(sender, 'prices.pdf', PDF, CLOSE)).file.id;
}

/** Hashes of what the visitor gets when they open their files. */
async function opened(relay: SpawnedRelay, site: string, token = '', ids: readonly string[] = []) {
  const sender = visitorSender(relay.url, site, token);
  const answers = ids.map((id) =>
    fetch(sender.fileAt(id), { headers: { ...sender.headers, ...CLOSE } }),
  );
  return Promise.all(
    (await Promise.all(answers)).map(async (answer) =>
      answer.ok ? hashOf(Buffer.from(await answer.arrayBuffer())) : answer.status,
    ),
  );
}

test(
  'H4 brings files back with their chats, in a folder that never had them',
  PATIENT,
  async () => {
    const { relay, settings, site, token, ids, backup } = await relayWithFiles();
    const kept = await keepsFile(relay);
    const made = await counterbell(settings, 'backup', backup);
    expect(made).toMatchObject({ code: 0, stdout: `Written to ${backup}, with 3 files.\n` });
    expect((await stat(backup)).mode & 0o777).toBe(0o600);
    await relay.stop();

    const dataDir = await ownFolder();
    const restored = await counterbell({ DATA_DIR: dataDir }, 'restore', backup);
    expect(restored).toMatchObject({ code: 0, stderr: '' });
    expect(restored.stdout).toContain('with 3 files.');
    expect((await readdir(join(dataDir, 'files'))).sort()).toEqual([...ids, kept].sort());
    const tables = new Database(join(dataDir, 'counterbell.db'), { readonly: true });
    expect(
      tables.prepare("SELECT name FROM sqlite_schema WHERE name LIKE 'backup%'").all(),
    ).toEqual([]);
    tables.close();

    const next = await spawnRelay({ demo: true, dataDir });
    onTestFinished(() => next.stop());
    expect(await opened(next, site, token, ids)).toEqual(HASHES);
  },
);

test(
  'H4 puts a file in place of one that was damaged since, and leaves others',
  PATIENT,
  async () => {
    const { relay, dataDir, settings, ids, backup } = await relayWithFiles();
    await counterbell(settings, 'backup', backup);
    await relay.stop();
    const [picture = '', paper = ''] = ids.map((id) => join(dataDir, 'files', id));
    await writeFile(picture, 'damaged');
    await rm(paper);
    await writeFile(join(dataDir, 'files', 'of-nobody'), 'kept');
    expect(await counterbell(settings, 'restore', backup)).toMatchObject({ code: 0 });
    expect(hashOf(await readFile(picture))).toBe(HASHES[0]);
    expect(hashOf(await readFile(paper))).toBe(HASHES[1]);
    expect(await readFile(join(dataDir, 'files', 'of-nobody'), 'utf8')).toBe('kept');
  },
);

test('H4 says which files it lacks, and may be made without any', PATIENT, async () => {
  const { dataDir, settings, ids, backup } = await relayWithFiles();
  await rm(join(dataDir, 'files', ids[0] ?? ''));
  const made = await counterbell(settings, 'backup', backup);
  expect(made.stdout).toContain('with 1 file. Missing in DATA_DIR/files: 1.');
  const lean = `${backup}.lean`;
  const without = await counterbell(settings, 'backup', '--without-files', lean);
  expect(without.stdout).toBe(`Written to ${lean}, without the files of chats.\n`);
  expect((await stat(lean)).size).toBeLessThan((await stat(backup)).size - LARGE.length / 2);
  const empty = { DATA_DIR: await ownFolder() };
  const restored = await counterbell(empty, 'restore', lean);
  expect(restored.stdout).toContain('holds no files of chats: those in DATA_DIR/files are used.');
});

test('H4 refuses a backup with a damaged file, and changes nothing', PATIENT, async () => {
  const { relay, settings, backup } = await relayWithFiles();
  await counterbell(settings, 'backup', backup);
  await relay.stop();
  const database = new Database(backup);
  database.prepare('UPDATE backup_parts SET bytes = ? WHERE part = 1').run(Buffer.from('spoiled'));
  database.close();
  const dataDir = join(await ownFolder(), 'data');
  await mkdir(dataDir);
  const { code, stderr } = await counterbell({ DATA_DIR: dataDir }, 'restore', backup);
  expect(code).toBe(1);
  expect(stderr).toMatch(
    /cannot be restored: the file .* in it is damaged\. Nothing was changed\.\n$/,
  );
  expect(await readdir(dataDir)).not.toContain('counterbell.db');
});

const missing = await whyNoDatabases();
if (missing === undefined) {
  test('H4 brings files back on Postgres too', PATIENT, async () => {
    const { relay, dataDir, settings, site, token, ids, backup } = await relayWithFiles({
      DATABASE_URL: await newDatabase(),
    });
    const made = await counterbell(settings, 'backup', backup);
    expect(made.stdout).toContain('with 2 files.');
    await relay.kill();
    await rm(join(dataDir, 'files'), { recursive: true });
    expect((await counterbell(settings, 'restore', backup)).stdout).toContain('with 2 files.');
    await relay.restart();
    expect(await opened(relay, site, token, ids)).toEqual(HASHES);
  });
} else lacks(missing, 'brings files back on Postgres');
