import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest';
import { moveStorage, openStorage, type Storage } from '../../../server/storage/index.ts';
import { newPlace } from '../../contracts/storage-fixtures.ts';
import { freePort } from '../../helpers/free-port.ts';
import { lacks } from '../../helpers/lacks.ts';
import { makeManyChats } from '../../helpers/many-chats.ts';
import { ask } from '../../helpers/new-database.ts';
import { findPostgres } from '../../helpers/postgres-programs.ts';
import { newDatabase, type PostgresServer, startPostgres } from '../../helpers/postgres-server.ts';
import { askForPassword, seenAsVersion13, startReplica, switchTlsOn } from './own-postgres.ts';

const PATIENT = { timeout: 60_000 };
const WITHIN = { timeout: 10_000 };

async function open(
  url: string,
  use?: 'alone' | 'together' | 'never' | 'beside',
): Promise<Storage> {
  const storage = await openStorage({ url, dataDir: '', ...(use && { use }) });
  onTestFinished(() => storage.close());
  return storage;
}

/** Why it cannot be opened, in one line that shows no password. */
async function refusalOf(url: string, use?: Parameters<typeof open>[1]): Promise<string> {
  const error: unknown = await open(url, use).then(
    () => new Error('it was opened'),
    (cause: unknown) => cause,
  );
  const message = error instanceof Error ? error.message : String(error);
  expect(message.split('\n')).toHaveLength(1);
  expect(message).not.toContain('secret');
  return message;
}

describe('an address', () => {
  test.each([
    ['db.example.org/chat', 'DATABASE_URL is not an address'],
    ['postgres://db example/chat', 'DATABASE_URL is not an address'],
    ['postgres://u:secret@db.example.org', 'names no database'],
    [
      'postgres://u:secret@db.example.org/chat?sslmode=prefer',
      'allowed: disable, require, verify-full',
    ],
    [
      'postgres://u:secret@db.example.org/chat?sslmode=require&sslrootcert=/nowhere',
      'cannot be read',
    ],
  ])('is refused where it is %s', async (url, reason) => {
    expect(await refusalOf(url)).toContain(reason);
  });

  test('is refused where its host is not known', PATIENT, async () => {
    const refusal = await refusalOf('postgres://u:secret@nowhere.invalid/chat');
    expect(refusal).toMatch(/host (is not known|cannot be looked up)/);
    expect(refusal).toContain('database "chat" at nowhere.invalid:5432 (DATABASE_URL)');
  });

  test('is refused where nothing listens', PATIENT, async () => {
    const url = `postgres://u:secret@127.0.0.1:${await freePort()}/chat`;
    expect(await refusalOf(url)).toContain('nothing answers there');
  });
});

const missing = findPostgres();
if (typeof missing === 'string') lacks(missing, 'says why a Postgres server cannot be used');
else {
  describe('a server', PATIENT, () => {
    let server: PostgresServer;
    beforeAll(async () => {
      server = await startPostgres();
    }, 60_000);
    afterAll(() => server.remove());

    async function emptyDatabase(): Promise<string> {
      return (await newDatabase(server.url)).url;
    }

    /** The address as this user sees it. */
    function as(url: string, user: string, password = ''): string {
      return Object.assign(new URL(url), { username: user, password }).href;
    }

    /** Nobody of ours is connected any more, and the database has no table. */
    async function expectNothingLeft(url: string): Promise<void> {
      const connected = "SELECT pid FROM pg_stat_activity WHERE application_name = 'counterbell'";
      await expect.poll(() => ask(server.url, connected), WITHIN).toEqual([]);
      const tables = "SELECT tablename FROM pg_tables WHERE schemaname = 'public'";
      expect(await ask(url, tables)).toEqual([]);
    }

    test('is refused where it refuses the password', async () => {
      const url = await emptyDatabase();
      await ask(server.url, "CREATE ROLE guarded LOGIN SUPERUSER PASSWORD 'right'");
      await askForPassword(server.url, 'guarded');
      expect(await refusalOf(as(url, 'guarded', 'secret'))).toContain('refuses the password');
      const dataDir = await newPlace();
      await makeManyChats(dataDir, 1);
      const to = as(url, 'guarded', 'secret');
      await expect(
        moveStorage({ dataDir, to, onProgress: () => undefined, now: Date.now }),
      ).rejects.toThrow(
        /^The database .+ \(--to\) cannot be used: it refuses the password; correct --to\.$/,
      );
      await expectNothingLeft(url);
      await (await open(as(url, 'guarded', 'right'))).checkWritable();
    });

    test('is refused where there is no such database', async () => {
      const url = new URL(await emptyDatabase());
      url.pathname = 'nonesuch';
      expect(await refusalOf(url.href)).toContain('there is no such database');
    });

    test('is refused where the user may not make tables', async () => {
      const url = await emptyDatabase();
      await ask(server.url, 'CREATE ROLE reader LOGIN');
      await ask(url, 'REVOKE CREATE ON SCHEMA public FROM PUBLIC');
      expect(await refusalOf(as(url, 'reader'))).toContain('this user may not do that');
      const dataDir = await newPlace();
      await makeManyChats(dataDir, 1);
      const to = as(url, 'reader');
      await expect(
        moveStorage({ dataDir, to, onProgress: () => undefined, now: Date.now }),
      ).rejects.toThrow('this user may not do that');
      await expectNothingLeft(url);
    });

    test('is refused where it is too old', async () => {
      const url = await emptyDatabase();
      const refusal = await refusalOf(await seenAsVersion13(url));
      expect(refusal).toContain('Postgres 14 or newer is needed; this one is 13.');
      await expectNothingLeft(url);
    });

    test('is refused where its encoding is not UTF8', async () => {
      await ask(server.url, "CREATE DATABASE latin ENCODING 'LATIN1' TEMPLATE template0");
      const url = new URL(server.url);
      url.pathname = 'latin';
      expect(await refusalOf(url.href)).toContain('Its encoding is LATIN1');
      await expectNothingLeft(url.href);
    });

    test('is refused where a newer version made its tables', async () => {
      const url = await emptyDatabase();
      await (await openStorage({ url, dataDir: '' })).close();
      await ask(url, "INSERT INTO kysely_migration VALUES ('9999-later', '2030')");
      expect(await refusalOf(url)).toContain('A newer version of Counterbell');
    });

    test('is written where to read only is but its default', async () => {
      const url = await emptyDatabase();
      await ask(
        url,
        `ALTER DATABASE ${new URL(url).pathname.slice(1)} SET default_transaction_read_only = on`,
      );
      await (await open(url)).checkWritable();
    });

    test('is refused where it is a replica', async () => {
      const url = await emptyDatabase();
      expect(await refusalOf(await startReplica(url))).toContain(
        'It is a replica, which only reads',
      );
      await expectNothingLeft(url);
    });

    test.each([
      ['alone', 'alone'],
      ['alone', 'together'],
      ['together', 'alone'],
      ['together', 'never'],
      ['never', 'together'],
    ] as const)(
      'is refused where one uses it %s, to one who wants it %s',
      async (first, second) => {
        const url = await emptyDatabase();
        const held = await openStorage({ url, dataDir: '', use: first });
        expect(await refusalOf(url, second)).toMatch(/uses it: stop /);
        await held.close();
        await (await open(url, second)).checkWritable();
      },
    );

    test('is shared by those who say so, and used by commands beside a relay', async () => {
      const url = await emptyDatabase();
      for (const use of ['together', 'together', 'beside'] as const) {
        await (await open(url, use)).checkWritable();
      }
    });

    test('is refused where it does not speak TLS, and where its certificate is nobody’s or for another name', async () => {
      const url = await emptyDatabase();
      const to = (query: string, host = '127.0.0.1') =>
        Object.assign(new URL(url), { search: query, hostname: host }).href;
      expect(await refusalOf(to('sslmode=require'))).toContain('it does not speak TLS');
      const certificate = await switchTlsOn(server.url);
      for (const mode of ['require', 'verify-full']) {
        expect(await refusalOf(to(`sslmode=${mode}`))).toContain(
          'its certificate cannot be trusted',
        );
      }
      const known = `sslmode=verify-full&sslrootcert=${certificate}`;
      expect(await refusalOf(to(known, 'localhost'))).toContain(
        'its certificate cannot be trusted',
      );
      await expectNothingLeft(url);
      await (await open(to(known))).checkWritable();
    });
  });
}
