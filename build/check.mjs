/** Everything that is checked besides the tests, in the order of how fast it fails. */
import { spawnSync } from 'node:child_process';
import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';

const STEPS = [
  ['Types', 'node_modules/typescript/bin/tsc', '-b'],
  [
    'Format, lint, import direction',
    'node_modules/@biomejs/biome/bin/biome',
    'ci',
    '--error-on-warnings',
    '.',
  ],
  ['Unused code and packages', 'node_modules/knip/bin/knip.js'],
  [
    'Sizes, docs, versions, folders',
    'node_modules/vitest/vitest.mjs',
    'run',
    '--project',
    'node',
    'test/checks',
  ],
];

const root = dirname(dirname(fileURLToPath(import.meta.url)));
let failed = 0;
for (const [name, ...command] of STEPS) {
  const { status, stdout, stderr } = spawnSync(process.execPath, command, {
    cwd: root,
    encoding: 'utf8',
  });
  process.stdout.write(`${status === 0 ? 'ok    ' : 'FAILED'} ${name}\n`);
  if (status !== 0) process.stdout.write(`${stdout}${stderr}\n`);
  if (status !== 0) failed += 1;
}
process.stdout.write(`${STEPS.length - failed} checks passed, ${failed} failed\n`);
process.exit(failed === 0 ? 0 : 1);
