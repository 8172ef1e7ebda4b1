import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { expect, onTestFinished, test, vi } from 'vitest';
import { demoSiteKey } from '../helpers/demo-site.ts';
import { newFolder, removeFolder } from '../helpers/folders.ts';
import { headlessVisitor } from '../helpers/headless-visitor.ts';
import { visitorArrives } from '../helpers/people.ts';
import { spawnRelay } from '../helpers/start-relay.ts';
import { whyNoStrace } from './strace.ts';

const ROOT = join(import.meta.dirname, '../..');
const TIMEOUT = { timeout: 60_000 };
const PATIENCE = { timeout: 30_000, interval: 20 };

/** A relay on a disk that fails as strace makes it, on a port and folder that a whole one had before. */
async function relayOnFailingDisk(
  dataDir: string,
  port: number,
  inject: string,
  logLevel = 'silent',
) {
  const strace = ['-D', '-f', '-o', '/dev/null', '-e', 'trace=fsync,fdatasync,pwrite64'];
  const main = join(ROOT, 'dist/relay/main.js');
  const child = spawn('strace', [...strace, '-e', inject, process.execPath, main, 'demo'], {
    env: {
      PATH: process.env.PATH,
      HOST: '127.0.0.1',
      PORT: String(port),
      DATA_DIR: dataDir,
      LOG_LEVEL: logLevel,
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  onTestFinished(() => void child.kill('SIGKILL'));
  let output = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream.on('data', (chunk) => {
      output += chunk;
    });
  }
  const ended = once(child, 'close').then(([code]) => Number(code));
  const isReady = vi.waitFor(() => expect(output).toContain('Counterbell is ready.'), PATIENCE);
  const code = await Promise.race([ended, isReady.then(() => undefined)]);
  if (code !== undefined) throw new Error(`ended with code ${code}: ${output}`);
  return { ended, output: () => output, stop: () => child.kill('SIGTERM') };
}

async function prepare() {
  const dataDir = await newFolder();
  onTestFinished(() => removeFolder(dataDir));
  const relay = await spawnRelay({ demo: true, dataDir });
  onTestFinished(() => relay.stop());
  const { client } = await headlessVisitor(relay.url);
  onTestFinished(() => client.destroy());
  client.send({ kind: 'message', text: 'before' });
  await vi.waitFor(() => expect(client.getState().pending).toEqual([]), PATIENCE);
  await relay.kill();
  return { dataDir, relay, client };
}

const texts = (client: Awaited<ReturnType<typeof prepare>>['client']) =>
  client
    .getState()
    .view.items.flatMap((item) =>
      item.type === 'said' && item.body.kind === 'message' ? [item.body.text] : [],
    );

const reason = whyNoStrace();
if (reason === undefined) {
  test(
    'P1 ends when the disk fails to sync, and has every acknowledged message when it is back',
    TIMEOUT,
    async () => {
      const { dataDir, relay, client } = await prepare();
      const failing = await relayOnFailingDisk(
        dataDir,
        relay.port,
        'inject=fsync,fdatasync:error=EIO:when=25+',
      );
      const written = ['before'];
      const acknowledged = new Set<string>();
      let hasEnded = false;
      void failing.ended.then(() => {
        hasEnded = true;
      });
      while (!hasEnded) {
        const text = `message ${written.length}`;
        written.push(text);
        const id = client.send({ kind: 'message', text });
        await vi.waitFor(() => {
          const isPending = client.getState().pending.some((entry) => entry.id === id);
          if (!isPending) acknowledged.add(text);
          expect(isPending && !hasEnded).toBe(false);
        }, PATIENCE);
      }
      expect(await failing.ended).toBe(74);
      expect(failing.output()).toContain('The disk failed to sync');
      expect(acknowledged.size).toBeGreaterThan(0);
      await relay.restart();
      await vi.waitFor(() => expect(texts(client)).toEqual(written), PATIENCE);
    },
  );

  test(
    'P2 refuses while the disk cannot be written, and recovers without a restart',
    TIMEOUT,
    async () => {
      const { dataDir, relay, client } = await prepare();
      const inject = 'inject=pwrite64:error=ENOSPC:when=150..158';
      const failing = await relayOnFailingDisk(dataDir, relay.port, inject);
      const written = ['before'];
      for (let count = 1; count <= 60; count += 1) {
        written.push(`message ${count}`);
        client.send({ kind: 'message', text: `message ${count}` });
      }
      await vi.waitFor(() => expect(texts(client)).toEqual(written), PATIENCE);
      const metrics = await (await fetch(`${relay.url}/metrics`)).text();
      expect(metrics).toMatch(/refusals_total\{code="storage_(full|failed)"\} [1-9]/);
      expect((await fetch(`${relay.url}/readyz`)).status).toBe(200);
      failing.stop();
      expect(await failing.ended).toBe(0);
    },
  );

  test(
    'keeps lines open while the disk is full, tells by /readyz what to do, and logs it once',
    TIMEOUT,
    async () => {
      const { dataDir, relay } = await prepare();
      const inject = 'inject=pwrite64:error=ENOSPC:when=300..410';
      const failing = await relayOnFailingDisk(dataDir, relay.port, inject, 'error');
      const { line, writes } = await visitorArrives(relay.url, await demoSiteKey(relay.url));
      const { chat } = await writes('before');
      const readiness = () => fetch(`${relay.url}/readyz`);
      await vi.waitFor(async () => expect((await readiness()).status).toBe(503), PATIENCE);
      expect((await (await readiness()).json()).reasons).toEqual([
        expect.stringMatching(/disk is full.+Free room/),
      ]);
      for (let count = 0; count < 20; count += 1)
        line.say({ type: 'identify', name: `Vera ${count}` });
      const refusals = () =>
        line.heard.filter((frame) => frame.type === 'refused' && frame.code === 'storage_full');
      await vi.waitFor(() => expect(refusals()).toHaveLength(20), PATIENCE);
      expect(refusals()[0]).toMatchObject({ final: false });

      await vi.waitFor(async () => expect((await readiness()).status).toBe(200), PATIENCE);
      await writes('after', chat);
      await line.hangUp();
      const logged = failing.output().match(/"level":50/g) ?? [];
      expect(logged.length).toBeLessThanOrEqual(2);
    },
  );

  test.each([
    ['has no room', 'inject=pwrite64:error=ENOSPC:when=1+'],
    ['fails to write', 'inject=pwrite64:error=EIO:when=8+'],
    ['fails to sync', 'inject=fsync,fdatasync:error=EIO:when=2+'],
  ])(
    'does not start on a disk that %s, and names the folder in one line',
    async (_how, inject) => {
      const { dataDir, relay } = await prepare();
      const failing = relayOnFailingDisk(dataDir, relay.port, inject);
      await expect(failing).rejects.toThrow(
        new RegExp(`ended with code 1: The (folder|database in) ${dataDir} [^\n]+\n$`),
      );
    },
    TIMEOUT.timeout,
  );
} else {
  test(`no disk could be made to fail here: ${reason}`, () => {
    process.stderr.write(`A failing disk was not tried out: ${reason}\n`);
    const isRequired = process.env.REQUIRE_SERVICES === '1' && process.platform === 'linux';
    expect(isRequired, 'REQUIRE_SERVICES=1 asks for strace on Linux').toBe(false);
  });
}
