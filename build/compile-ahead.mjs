/**
 * Has the relay compiled ahead by this Node, by a start on an empty folder. Where it cannot start, as without SQLite's compiled
 * part, nothing is wrong but that every start compiles.
 */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { hashOf, root, step } from './step.mjs';

step({
  stamp: 'dist/.compiled-ahead',
  mark: () => hashOf(process.version + readFileSync(join(root, 'dist/.built-relay'))),
  says: 'Compiling the relay ahead',
  run: () => {
    const dataDir = mkdtempSync(join(tmpdir(), 'counterbell-'));
    // None of the settings around: they may name a database that is in use.
    const env = { PATH: process.env.PATH, DATA_DIR: dataDir, HOST: '127.0.0.1', PORT: '0' };
    spawnSync(process.execPath, ['dist/relay/compile-ahead.js', 'serve'], { cwd: root, env });
    rmSync(dataDir, { recursive: true });
    return true;
  },
});
