import { expect, onTestFinished, test } from 'vitest';
import { openStorage } from '../../../server/storage/index.ts';
import { counterbell } from '../../helpers/command-line.ts';
import { useLink } from '../../helpers/console-api.ts';
import { newFolder, removeFolder } from '../../helpers/folders.ts';
import { lacks } from '../../helpers/lacks.ts';
import { ask, newDatabase, whyNoDatabases } from '../../helpers/new-database.ts';
import { spawnRelay } from '../../helpers/start-relay.ts';

const PATIENT = { timeout: 30_000 };

/** Settings of commands on a new database. */
async function onPostgres() {
  const [dataDir, url] = [await newFolder(), await newDatabase()];
  onTestFinished(() => removeFolder(dataDir));
  return { DATA_DIR: dataDir, DATABASE_URL: url };
}

const missing = await whyNoDatabases();
if (missing === undefined) {
  test('operator works beside a running relay, whose console takes the link', PATIENT, async () => {
    const settings = await onPostgres();
    const relay = await spawnRelay({ dataDir: settings.DATA_DIR, env: settings });
    onTestFinished(() => relay.stop());
    const ada = ['--name', 'Ada', '--email', 'ada@example.org'];
    const { code, stdout } = await counterbell(settings, 'operator', 'add', ...ada);
    expect(code).toBe(0);
    const [link = ''] = stdout.split('\n');
    const who = { name: 'Ada', email: 'ada@example.org' };
    const console = await useLink(relay.url, link, who);
    expect((await console.call('GET', '/session')).body).toMatchObject(who);
    expect((await counterbell(settings, 'operator', 'list')).stdout).toContain('ada@example.org');
  });

  test('doctor looks at an empty Postgres without making a table in it', PATIENT, async () => {
    const settings = await onPostgres();
    const { stdout } = await counterbell(settings, 'doctor');
    expect(stdout).toMatch(
      /^ok {7}the database .+ is empty, and can be used; Postgres \d+[\d.]* syncs/m,
    );
    expect(stdout).toMatch(/^ok {7}\d+ of the \d+ connections of that Postgres are taken$/m);
    const tables = "SELECT tablename FROM pg_tables WHERE schemaname = 'public'";
    expect(await ask(settings.DATABASE_URL, tables)).toEqual([]);
  });

  test(
    'doctor says what a database holds, and when its connections may not suffice',
    PATIENT,
    async () => {
      const settings = await onPostgres();
      await (await openStorage({ url: settings.DATABASE_URL, dataDir: '' })).close();
      const found = await counterbell({ ...settings, DATABASE_CONNECTIONS: '500' }, 'doctor');
      expect(found.stdout).toContain('holds an installation');
      expect(found.stdout).toMatch(
        /^problem .+ a relay takes up to 500; raise its max_connections/m,
      );
      await ask(settings.DATABASE_URL, 'DROP TABLE kysely_migration');
      const foreign = await counterbell(settings, 'doctor');
      expect(foreign.stdout).toMatch(/^problem .+ holds tables of something else/m);
    },
  );
} else lacks(missing, 'runs the commands on Postgres');

test('doctor says that Postgres or Redis cannot be used, and what to do', PATIENT, async () => {
  const dataDir = await newFolder();
  onTestFinished(() => removeFolder(dataDir));
  const { code, stdout } = await counterbell(
    {
      DATA_DIR: dataDir,
      DATABASE_URL: 'postgres://u:secret@127.0.0.1:1/chat',
      REDIS_URL: 'redis://:secret@127.0.0.1:1',
    },
    'doctor',
  );
  expect(code).toBe(1);
  expect(stdout).toMatch(
    /^problem .+ nothing answers there; start Postgres.+; then run this again$/m,
  );
  expect(stdout).toMatch(/^problem {2}REDIS_URL: .+; then run this again$/m);
  expect(stdout).not.toContain('secret');
});
