import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { cp } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import Database from 'better-sqlite3';
import { expect, onTestFinished, test } from 'vitest';
import { demoSiteKey } from '../helpers/demo-site.ts';
import { newFolder, removeFolder } from '../helpers/folders.ts';
import { visitorArrives } from '../helpers/people.ts';
import { spawnRelay } from '../helpers/start-relay.ts';
import { whyNoStrace } from './strace.ts';

const MAIN = join(import.meta.dirname, '../../dist/relay/main.js');
const run = promisify(execFile);
/** Everything that changes which file has which name; `?`: not every processor has it. */
const CALLS = ['?rename', '?renameat', 'renameat2', '?link', 'linkat', '?unlink', 'unlinkat'];

/** A folder whose relay was killed with its last commits in the write-ahead log alone, and a backup from before them. */
async function prepare() {
  const place = await newFolder();
  onTestFinished(() => removeFolder(place));
  const [dataDir, backup] = [join(place, 'data'), join(place, 'backup.db')];
  const relay = await spawnRelay({ demo: true, dataDir });
  onTestFinished(() => relay.stop());
  const visitor = await visitorArrives(relay.url, await demoSiteKey(relay.url));
  const { chat } = await visitor.writes('before the backup');
  await run(process.execPath, [MAIN, 'backup', backup], { env: { DATA_DIR: dataDir } });
  await visitor.writes('after the backup', chat);
  await visitor.line.hangUp();
  await relay.kill();
  return { place, dataDir, backup };
}

/** Restores, and is killed in the given call of this name; false where it came to its end before. */
async function isKilledIn(call: string, nth: number, dataDir: string, backup: string) {
  const inject = `inject=${call}:signal=KILL:when=${nth}`;
  const strace = ['-D', '-f', '-o', '/dev/null', '-e', `trace=${call}`, '-e', inject];
  const child = spawn('strace', [...strace, process.execPath, MAIN, 'restore', backup], {
    // strace counts the calls of each thread for itself: with one that does Node's work on files the count is exact.
    env: { PATH: process.env.PATH, DATA_DIR: dataDir, UV_THREADPOOL_SIZE: '1' },
    stdio: 'ignore',
  });
  const [code, signal] = await once(child, 'exit');
  if (code !== null && code !== 0) throw new Error(`restore ended with code ${code}`);
  return signal === 'SIGKILL';
}

/** What a relay would find. */
function contentOf(dataDir: string): { texts: unknown[]; epoch: unknown } {
  const database = new Database(join(dataDir, 'counterbell.db'), { fileMustExist: true });
  const ofVisitors =
    "SELECT json_extract(body, '$.text') FROM events WHERE author_role = 'visitor'";
  const texts = database.prepare(`${ofVisitors} ORDER BY seq`).pluck().all();
  const epoch = database.prepare("SELECT value FROM meta WHERE key = 'epoch'").pluck().get();
  database.close();
  return { texts, epoch };
}

const reason = whyNoStrace();
test.skipIf(reason !== undefined)(
  `H4 leaves the old log or the restored one, whole, wherever restore is killed${reason ? ` (not tried: ${reason})` : ''}`,
  { timeout: 60_000 },
  async () => {
    const { place, dataDir, backup } = await prepare();
    const old = join(place, 'old');
    await cp(dataDir, old, { recursive: true });
    const { epoch } = contentOf(old);
    const found = new Set<string>();
    let kills = 0;
    for (const call of CALLS) {
      for (let nth = 1, isKilled = true; isKilled; nth += 1) {
        const trial = join(place, `${call}-${nth}`);
        await cp(dataDir, trial, { recursive: true });
        isKilled = await isKilledIn(call, nth, trial, backup);
        if (isKilled) kills += 1;
        const { texts, epoch: name } = contentOf(trial);
        const isOld = name === epoch;
        if (isKilled) found.add(isOld ? 'old' : 'restored');
        const whole = isOld ? ['before the backup', 'after the backup'] : ['before the backup'];
        expect({ call, nth, isOld, texts }).toEqual({ call, nth, isOld, texts: whole });
      }
    }
    expect(found).toEqual(new Set(['old', 'restored']));
    expect(kills).toBeGreaterThan(3);
  },
);
