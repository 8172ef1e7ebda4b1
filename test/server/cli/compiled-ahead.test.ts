import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { cp, mkdir, mkdtemp, readdir, rm, truncate, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { useLink } from '../../helpers/console-api.ts';
import { endsWithUs } from '../../helpers/ends-with-us.ts';

const PROJECT = join(import.meta.dirname, '../../..');
/** Below node_modules, so that a relay there finds its packages. */
const PLACE = join(PROJECT, 'node_modules/.cache');
const run = promisify(execFile);

/** Says what V8 thinks of what was compiled. A program of its own: a test's process has other flags. */
const IS_TAKEN = `
  const { readFileSync } = require('node:fs');
  const Script = require('node:vm').Script;
  require('node:vm').Script = class extends Script {
    constructor(text, options) {
      super(text, options);
      console.log('taken:', this.cachedDataRejected === false);
    }
  };
  require('node:module').syncBuiltinESMExports();`;

describe('what is compiled ahead', { timeout: 20_000 }, () => {
  let folder: string;
  let compiled: string;

  beforeEach(async () => {
    await mkdir(PLACE, { recursive: true });
    folder = await mkdtemp(join(PLACE, 'compiled-ahead-'));
    const isBuilt = (file: string) => !file.endsWith('.compiled');
    await cp(join(PROJECT, 'dist/relay'), folder, { recursive: true, filter: isBuilt });
    await run(process.execPath, [join(folder, 'compile-ahead.js'), 'serve'], { env: settings() });
    const [name = ''] = (await readdir(folder)).filter((file) => file.endsWith('.compiled'));
    compiled = join(folder, name);
  });
  afterEach(() => rm(folder, { recursive: true, force: true }));

  function settings(more: Readonly<Record<string, string>> = {}) {
    const data = { HOST: '127.0.0.1', PORT: '0', DATA_DIR: join(folder, 'data') };
    return { PATH: process.env.PATH, ...data, ...more };
  }

  /** What a command says that looks at what was compiled. */
  async function listOperators(): Promise<string> {
    const spy = join(folder, 'spy.cjs');
    await writeFile(spy, IS_TAKEN);
    const command = ['--require', spy, join(folder, 'main.js'), 'operator', 'list'];
    return (await run(process.execPath, command, { env: settings() })).stdout;
  }

  it('is taken by the Node that made it', async () => {
    expect(await listOperators()).toBe('taken: true\nThere are no accounts yet.\n');
  });

  it.each([
    ['was made by another version', () => writeFile(compiled, 'of another version')],
    ['was cut off', () => truncate(compiled, 100_000)],
    ['is not there', () => rm(compiled)],
  ])('is done without where it %s', async (_what, spoil) => {
    await spoil();
    expect(await listOperators()).toBe('taken: false\nThere are no accounts yet.\n');
  });

  it('loads add-ons, and the packages that are loaded when they are needed', async () => {
    const env = settings({ ADDONS: join(PROJECT, 'examples/addon/mask-card-numbers.mjs') });
    const relay = endsWithUs(spawn(process.execPath, [join(folder, 'main.js'), 'serve'], { env }));
    let said = '';
    for (const stream of [relay.stdout, relay.stderr]) stream.on('data', (more) => (said += more));
    await expect.poll(() => said, { timeout: 10_000 }).toContain('Counterbell is ready.');
    const [link = ''] = /http\S+#\S+/.exec(said) ?? [];
    const owner = { name: 'Olga', email: 'olga@shop.example' };
    // A password is hashed by a package of its own.
    const api = await useLink(new URL(link).origin, link, owner);
    const { body } = await api.call('GET', '/addons');
    expect(body.map(({ name }: { name: string }) => name)).toContain('mask-card-numbers');
    relay.kill();
    await once(relay, 'exit');
  });
});
