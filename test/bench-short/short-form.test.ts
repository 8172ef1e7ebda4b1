import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { expect, onTestFinished, test } from 'vitest';
import type { Finding } from '../../bench/report/report-files.ts';

const run = promisify(execFile);

/** Those that fail where a message is lost or doubled, or something has grown; never for how long something took. */
const NAMES = ['saturation', 'widget', 'export'];

/** Budgets that are counted, not timed. */
const COUNTED = /^(`widget\.js`|panel|requests|layout shift)/;

test.each(NAMES)(
  'the short form of the benchmark %s runs and loses nothing',
  {
    timeout: 120_000,
  },
  async (name) => {
    const folder = await mkdtemp(join(tmpdir(), 'counterbell-bench-'));
    onTestFinished(() => rm(folder, { recursive: true }));
    const program = [
      'build/run-typescript.mjs',
      'bench/main.ts',
      name,
      '--short',
      '--into',
      folder,
    ];
    await run(process.execPath, program);
    const finding = JSON.parse(await readFile(join(folder, `${name}.json`), 'utf8')) as Finding;
    expect(finding.report.name).toBe(name);
    const { budgets } = finding.report;
    expect(budgets.filter(({ what, isMet }) => COUNTED.test(what) && !isMet)).toEqual([]);
    expect(finding.report.tables.flatMap(({ rows }) => rows)).not.toEqual([]);
  },
);
