import { spawnSync } from 'node:child_process';
import { cpSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { MUTANTS, type Mutant } from './mutants.ts';

/** `npm run mutants -- --only word --report docs/proofs/mutants.md`: a fault at a time, in a copy of the project. */
const { values } = parseArgs({
  options: { only: { type: 'string', default: '' }, report: { type: 'string' } },
});

const root = process.cwd();
// Programs of the copy find their packages above it.
const copy = mkdtempSync(join(root, 'node_modules/.cache/mutants-'));
const rows: string[] = [];
let survived = 0;

try {
  const listed = spawnSync('git', ['ls-files'], { cwd: root, encoding: 'utf8' }).stdout;
  for (const file of listed.trim().split('\n')) cpSync(join(root, file), join(copy, file));
  symlinkSync(join(root, 'node_modules'), join(copy, 'node_modules'));
  symlinkSync(join(root, 'dist'), join(copy, 'dist'));
  for (const mutant of MUTANTS.filter(({ fault }) => fault.includes(values.only))) tryOut(mutant);
} finally {
  rmSync(copy, { recursive: true, force: true });
}

const page = [
  '# Mutants',
  '`npm run mutants` writes each of these faults into a copy of the project and runs the tests that should notice.',
  `${rows.length} faults, ${rows.length - survived} caught, ${survived} survived.`,
  ['| fault | where | noticed by |', '|---|---|---|', ...rows].join('\n'),
  '',
].join('\n\n');
if (values.report) writeFileSync(values.report, page);
process.stdout.write(`${rows.length} faults, ${survived} survived\n`);
process.exit(survived === 0 ? 0 : 1);

function tryOut(mutant: Mutant): void {
  const file = join(copy, mutant.file);
  const source = readFileSync(file, 'utf8');
  writeFileSync(
    file,
    source.replace(mutant.from, () => mutant.to),
  );
  const noticed = mutant.tests.map(firstFailure).find((title) => title !== undefined);
  writeFileSync(file, source);
  if (noticed === undefined) survived += 1;
  rows.push(`| ${mutant.fault} | ${mutant.file} | ${noticed ?? '**nothing**'} |`);
  process.stdout.write(`${noticed === undefined ? 'SURVIVED' : 'caught  '} ${mutant.fault}\n`);
}

/** The title of the first test that fails, or undefined when all pass. */
function firstFailure(tests: string): string | undefined {
  const vitest = join(copy, 'node_modules/vitest/vitest.mjs');
  const { status, stdout } = spawnSync(
    process.execPath,
    [
      vitest,
      'run',
      '--project',
      tests.startsWith('test/nodes') ? 'nodes' : 'node',
      '--reporter=json',
      '--bail=1',
      '--testTimeout=20000',
      tests,
    ],
    { cwd: copy, encoding: 'utf8', env: { ...process.env, MODEL_RUNS: '60' } },
  );
  if (status === 0) return undefined;
  return (
    /"fullName":"((?:[^"\\]|\\.)*)","status":"failed"/.exec(stdout)?.[1] ?? `a failure in ${tests}`
  );
}
