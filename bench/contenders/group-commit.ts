import { execFileSync } from 'node:child_process';
import { pinnedTo } from '../harness/cores.ts';
import type { GroupCommitResult } from './programs/group-commit.ts';

/** Runs SQLite alone, on the server's core; see programs/group-commit.ts. */
export function measureGroupCommit(batch: number, seconds: number): GroupCommitResult {
  const [, entry = ''] = process.argv;
  const [program = '', ...rest] = [
    ...pinnedTo('server'),
    process.execPath,
    entry,
    'subprogram',
    'group-commit',
  ];
  const env = { PATH: process.env.PATH, BATCH: String(batch), SECONDS: String(seconds) };
  return JSON.parse(execFileSync(program, rest, { env, encoding: 'utf8' })) as GroupCommitResult; // its own print
}
