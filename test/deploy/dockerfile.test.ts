import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { isBuiltin } from 'node:module';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest';
import { projectFiles, readProjectFile } from '../checks/source-files.ts';
import { newFolder, removeFolder } from '../helpers/folders.ts';
import { type FollowedImage, followDockerfile, isInContext } from './follow-dockerfile.ts';
import { allOf, execForm, lastOf, readDockerfile } from './read-dockerfile.ts';
import { runImage } from './run-image.ts';

const stages = readDockerfile(readProjectFile('Dockerfile'));

describe('the Dockerfile, read', () => {
  const image = stages.at(-1) ?? { name: '', base: '', instructions: [] };

  test('pins the Node version and the Debian release of every stage, and ends on a small image', () => {
    for (const { base } of stages) expect(base).toMatch(/^node:2[2-9](\.\d+)*-bookworm(-slim)?$/);
    expect(image.base).toMatch(/-slim$/);
  });

  test('installs packages before it copies sources, so that a changed source installs nothing', () => {
    for (const stage of stages.slice(0, -1)) {
      const lines = stage.instructions.map(({ name, rest }) => `${name} ${rest}`);
      expect(lines.slice(0, 3)).toEqual([
        'WORKDIR /counterbell',
        'COPY package.json package-lock.json .npmrc ./',
        expect.stringMatching(/^RUN npm ci /),
      ]);
    }
  });

  test('runs as a fixed uid that is not root, and gives it the volume', () => {
    const [uid = '', gid] = lastOf(image, 'USER').split(':');
    expect(Number(uid)).toBeGreaterThan(1_000);
    expect(gid).toBe(uid);
    const [prepare = ''] = allOf(image, 'RUN').map(({ rest }) => rest);
    expect(prepare).toContain(`useradd --uid ${uid} --gid ${uid} `);
    expect(prepare).toContain(`install -d -m 0700 -o ${uid} -g ${uid} /data`);
    expect(lastOf(image, 'VOLUME')).toBe('/data');
  });

  test('is told to stop as the relay expects it, and shows the port it listens on', () => {
    expect(lastOf(image, 'STOPSIGNAL')).toBe('SIGTERM');
    expect(lastOf(image, 'EXPOSE')).toBe('8080');
  });

  test('copies everything that package.json publishes', () => {
    const { files } = JSON.parse(readProjectFile('package.json')) as { files: string[] };
    const copied = allOf(image, 'COPY').flatMap(({ rest }) => rest.split(/\s+/).slice(0, -1));
    const names = copied.map((path) => path.replace('/counterbell/', ''));
    expect(names.sort()).toEqual([...files, 'node_modules', 'package.json'].sort());
  });
});

describe('.dockerignore', () => {
  test('lets in what git knows, and no data, secret, packages or history', () => {
    const out = ['.env', '.git', 'data', 'deploy', 'docs', 'node_modules', 'test', 'compose.yaml'];
    expect(out.filter(isInContext)).toEqual([]);
    const inside = readProjectFile('.dockerignore').matchAll(/^!(.+)$/gm);
    const tops = new Set(projectFiles().map((file) => file.split('/')[0]));
    expect([...inside].map(([, name]) => name).filter((name) => !tops.has(name))).toEqual([]);
  });
});

describe('the image, made in a folder', () => {
  let folder: string;
  let image: FollowedImage;
  beforeAll(async () => {
    folder = await newFolder();
    image = followDockerfile(folder);
  }, 120_000);
  afterAll(() => removeFolder(folder));

  test('has the command that the link on its path leads to, and may run it', () => {
    const link = /ln -s (\S+) \/usr\/local\/bin\/counterbell$/m.exec(image.notDone.join('\n'));
    const target = link?.[1] ?? '';
    expect(statSync(join(image.root, target)).mode & 0o111).toBe(0o111);
    expect(execForm(lastOf(image.stage, 'ENTRYPOINT')).at(-1)).toBe(target);
  });

  test('carries no package for development, and none of what compiling SQLite left', () => {
    const packages = readdirSync(join(image.workdir, 'node_modules'));
    expect(packages).toContain('fastify');
    expect(
      packages.filter((name) => /^(vite|vitest|typescript|playwright-core)$/.test(name)),
    ).toEqual([]);
    const sqlite = join(image.workdir, 'node_modules/better-sqlite3');
    expect(existsSync(join(sqlite, 'deps'))).toBe(false);
    const left = readdirSync(join(sqlite, 'build'), { recursive: true, withFileTypes: true });
    expect(left.filter((entry) => entry.isFile()).map(({ name }) => name)).toEqual([
      'better_sqlite3.node',
    ]);
  });

  test('has every package that any module of the relay imports', () => {
    const wanted = importedPackages(join(image.workdir, 'dist/modules/server'));
    expect(wanted).toContain('better-sqlite3');
    const packages = join(image.workdir, 'node_modules');
    expect(wanted.filter((name) => !existsSync(join(packages, name)))).toEqual([]);
  });

  test('starts, is healthy by its own check, serves the widget, and ends with 0 on SIGTERM', async () => {
    const relay = await runImage(image);
    onTestFinished(() => relay.kill());
    expect(await relay.checkHealth()).toBe(0);
    for (const path of ['/widget.js', '/console', '/openapi.json']) {
      expect((await fetch(`${relay.url}${path}`)).status, path).toBe(200);
    }
    expect(await relay.stop()).toBe(0);
    expect(await relay.checkHealth()).toBe(1);
  }, 30_000);
});

/** Packages that the modules in a folder import, now or later: not our own files, and nothing of Node. */
function importedPackages(modules: string): string[] {
  const files = readdirSync(modules, { recursive: true, encoding: 'utf8' });
  const texts = files
    .filter((file) => file.endsWith('.js'))
    .map((file) => readFileSync(join(modules, file), 'utf8'));
  const found = texts.flatMap((text) => [
    ...text.matchAll(
      /^(?:import|export|\}).* from '([@\w][\w./@-]*)';$|\bimport\('([@\w][\w./@-]*)'\)/gm,
    ),
  ]);
  const names = found
    .map(([, early, late]) => early ?? late ?? '')
    .map((path) => path.split('/', path.startsWith('@') ? 2 : 1).join('/'));
  return [...new Set(names)].filter((name) => !isBuiltin(name));
}
