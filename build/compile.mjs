/** Builds what is missing or older than its sources. The packages must be installed: the Dockerfile does that itself. */
import { readdirSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { hashOf, node, root, step } from './step.mjs';

const BROWSER_BUILDS = [
  'panel',
  'languages',
  'options',
  'page',
  'loader',
  'module',
  'pages',
  'console',
  // Last: it knows the names of the console's files.
  'worker',
];
const SOURCES = ['protocol', 'client', 'widget', 'console', 'server'];
const BUILD_FILES = [
  'vite.config.ts',
  'build/app-manifest.ts',
  'build/console-shell.ts',
  'tsconfig.base.json',
  'package-lock.json',
];

step({
  stamp: 'dist/.built-relay',
  mark: () => marksOf(SOURCES),
  says: 'Compiling the relay',
  run: () =>
    node('node_modules/typescript/bin/tsc', '-b', ...SOURCES) &&
    bundle('program') &&
    bundle('relay'),
});
step({
  stamp: 'dist/.built-browser',
  mark: () => marksOf(['protocol', 'client', 'widget', 'console']),
  says: 'Building widget and console',
  run: () => {
    // Files of an older build carry other names and would stay for ever.
    for (const folder of ['dist/widget', 'dist/console'])
      rmSync(join(root, folder), { recursive: true, force: true });
    return BROWSER_BUILDS.every(bundle);
  },
});

/** One of the builds that `vite.config.ts` names. */
function bundle(mode) {
  return node('node_modules/vite/bin/vite.js', 'build', '--mode', mode, '--logLevel', 'warn');
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
