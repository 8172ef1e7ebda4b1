import { execFile } from 'node:child_process';
import { mkdtemp, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openStorage } from '../../../server/storage/index.ts';
import { useLink } from '../../helpers/console-api.ts';
import { spawnRelay } from '../../helpers/start-relay.ts';

const MAIN = join(import.meta.dirname, '../../../dist/relay/main.js');
const run = promisify(execFile);

describe('the command line', { timeout: 20_000 }, () => {
  let dataDir: string;

  beforeEach(async () => {
    dataDir = await mkdtemp(join(tmpdir(), 'counterbell-'));
  });
  afterEach(() => rm(dataDir, { recursive: true, force: true }));

  /** What a command writes, and how it ends. */
  async function counterbell(args: readonly string[], env: Record<string, string> = {}) {
    const options = { env: { PATH: process.env.PATH, DATA_DIR: dataDir, PORT: '0', ...env } };
    try {
      return { code: 0, ...(await run(process.execPath, [MAIN, ...args], options)) };
    } catch (error) {
      return error as { code: number; stdout: string; stderr: string }; // what execFile rejects with
    }
  }

  it('says where shop, console and owner link are, and stops without an error', async () => {
    const relay = await spawnRelay({ demo: true, dataDir });
    expect(relay.output()).toContain(`http://localhost:${relay.port}/demo`);
    expect(relay.output()).toContain(`http://localhost:${relay.port}/console`);
    const owner = await useLink(relay.url, relay.ownerLink ?? '', {
      name: 'Olga',
      email: 'olga@example.org',
    });
    await relay.restart();
    expect(relay.ownerLink).toBeUndefined();
    expect((await owner.call('GET', '/sites')).body).toMatchObject([
      { name: 'Demo shop', domains: ['localhost', '127.0.0.1'] },
    ]);
    await relay.stop();
  });

  it('starts again after SIGKILL with what it had', async () => {
    const relay = await spawnRelay({ dataDir });
    const who = { name: 'Olga', email: 'olga@example.org' };
    const owner = await useLink(relay.url, relay.ownerLink ?? '', who);
    await relay.kill();
    await relay.restart();
    expect((await owner.call('GET', '/session')).body).toMatchObject(who);
    await relay.stop();
  });

  it('refuses a second relay on the same folder in one line', async () => {
    const relay = await spawnRelay({ dataDir });
    const second = await counterbell(['serve']);
    await relay.stop();
    expect(second.code).toBe(1);
    expect(second.stderr).toMatch(/^Another relay is using the folder .+\n$/);
  });

  it('refuses a wrong setting in one line', async () => {
    const { code, stdout, stderr } = await counterbell(['serve'], { PORT: 'eighty' });
    expect({ code, stdout }).toEqual({ code: 1, stdout: '' });
    expect(stderr).toBe('PORT is "eighty"; allowed: a number from 0 to 65535.\n');
  });

  it('names the port that is in use', async () => {
    const relay = await spawnRelay();
    const second = await counterbell(['serve'], { PORT: String(relay.port) });
    await relay.stop();
    expect(second.stderr).toContain(`Port ${relay.port} of 127.0.0.1 is in use`);
  });

  it('adds, lists and links operators', async () => {
    const ada = ['--name', 'Ada', '--email', 'ada@example.org', '--role', 'admin'];
    const added = await counterbell(['operator', 'add', ...ada]);
    expect(added.stdout).toMatch(/\/console\/link#[\w-]{43}\n/);
    expect((await counterbell(['operator', 'list'])).stdout).toBe(
      'admin     ada@example.org  Ada\n',
    );
    const link = await counterbell(['operator', 'link', 'ADA@example.org']);
    expect(link.stdout).toContain('Sets a new password');
    const twin = await counterbell(['operator', 'add', ...ada]);
    expect(twin).toMatchObject({ code: 1, stdout: '' });
    expect(twin.stderr).toContain('ada@example.org already');
  });

  it('backs up beside a running relay, and never over a file', async () => {
    const relay = await spawnRelay({ demo: true, dataDir });
    const copyDir = join(dataDir, 'copy');
    const file = join(copyDir, 'counterbell.db');
    await (await openStorage({ dataDir: copyDir })).close();
    await rm(file);
    expect(await counterbell(['backup', file])).toMatchObject({ code: 0 });
    const again = await counterbell(['backup', file]);
    await relay.stop();
    expect(again.stderr).toContain('must be a new file');
    expect((await stat(file)).mode & 0o777).toBe(0o600);
    const copy = await openStorage({ dataDir: copyDir });
    const sites = await copy.read.selectFrom('sites').select('name').execute();
    await copy.close();
    expect(sites).toEqual([{ name: 'Demo shop' }]);
  });

  it('tells by doctor what to mend', async () => {
    const { code, stdout } = await counterbell(['doctor'], {
      PUBLIC_URL: 'http://chat.example.org',
    });
    expect(code).toBe(1);
    expect(stdout).toContain('ok       SQLite is new enough');
    expect(stdout).toMatch(/problem {2}PUBLIC_URL is http:\/\/chat\.example\.org: .*https/);
  });
});
