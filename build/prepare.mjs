/**
 * Makes a fresh clone ready: installs packages and builds what is missing or older than its sources. Does nothing,
 * in a few milliseconds, when everything is there. Needs only Node and npm.
 */
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import {
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const [major, minor] = process.versions.node.split('.').map(Number);
if (major < 20 || (major === 20 && minor < 19)) {
  fail(`Counterbell needs Node 20.19 or later; this is ${process.version}. Install a newer Node.`);
}

const BROWSER_BUILDS = ['panel', 'loader', 'module', 'console'];
const SOURCES = ['protocol', 'client', 'widget', 'console', 'server'];
const BUILD_FILES = ['vite.config.ts', 'tsconfig.base.json', 'package-lock.json'];

step({
  stamp: 'node_modules/.counterbell-installed',
  mark: () => hashOf(readFileSync(join(root, 'package-lock.json'))),
  says: 'Installing packages (once; a minute or two where SQLite has to be compiled)',
  run: () => npm('ci', '--no-audit', '--no-fund', '--loglevel=error'),
});
step({
  stamp: 'dist/.built-relay',
  mark: () => marksOf(['protocol', 'client', 'widget', 'console', 'server']),
  says: 'Compiling the relay',
  run: () => node('node_modules/typescript/bin/tsc', '-b', ...SOURCES),
});
step({
  stamp: 'dist/.built-browser',
  mark: () => marksOf(['protocol', 'client', 'widget', 'console']),
  says: 'Building widget and console',
  run: () => {
    // Files of an older build carry other names and would stay for ever.
    for (const folder of ['dist/widget', 'dist/console'])
      rmSync(join(root, folder), { recursive: true, force: true });
    return BROWSER_BUILDS.every((mode) =>
      node('node_modules/vite/bin/vite.js', 'build', '--mode', mode, '--logLevel', 'warn'),
    );
  },
});

/** Runs a step unless the stamp of its last run carries the same mark. */
function step({ stamp, mark, says, run }) {
  const file = join(root, stamp);
  const now = mark();
  if (existsSync(file) && readFileSync(file, 'utf8') === now) return;
  const began = Date.now();
  process.stderr.write(`${says} … `);
  if (!run()) fail(`\n${says} failed; the lines above say why.`);
  process.stderr.write(`done in ${Math.round((Date.now() - began) / 1000)} s\n`);
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, now);
}

function npm(...args) {
  // npm tells its scripts where it lives; started by hand, the one on the path serves.
  const cli = process.env.npm_execpath;
  return cli ? node(cli, ...args) : spawned('npm', args);
}

function node(...args) {
  return spawned(process.execPath, args);
}

function spawned(command, args) {
  const result = spawnSync(command, args, { cwd: root, stdio: ['ignore', 'pipe', 'pipe'] });
  if (result.status !== 0) process.stderr.write(`\n${result.stdout}${result.stderr}`);
  return result.status === 0;
}

/** Name, size and time of every source file: cheaper than reading them, and sure enough to build by. */
function marksOf(folders) {
  const files = [
    ...folders.flatMap((folder) => filesIn(join(root, folder))),
    ...BUILD_FILES.map((file) => join(root, file)),
  ];
  return hashOf(
    files.map((file) => `${file} ${statSync(file).size} ${statSync(file).mtimeMs}`).join('\n'),
  );
}

function filesIn(folder) {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath ?? entry.path, entry.name))
    .sort();
}

function hashOf(content) {
  return createHash('sha256').update(content).digest('hex');
}

function fail(message) {
  process.stderr.write(`${message}\n`);
  process.exit(1);
}
