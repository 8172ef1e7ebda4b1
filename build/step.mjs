/** What the steps of preparing a clone have in common: they run only when something changed since their last run. */
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The clone's folder. */
export const root = dirname(dirname(fileURLToPath(import.meta.url)));

/** Runs a step unless the stamp of its last run carries the same mark; ends the process where it fails. */
export function step({ stamp, mark, says, run }) {
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

/** Runs Node in the clone; false, and its output shown, where it fails. */
export function node(...args) {
  return spawned(process.execPath, args);
}

/** Runs a program in the clone; false, and its output shown, where it fails. */
export function spawned(command, args) {
  const result = spawnSync(command, args, { cwd: root, stdio: ['ignore', 'pipe', 'pipe'] });
  if (result.status !== 0) process.stderr.write(`\n${result.stdout}${result.stderr}`);
  return result.status === 0;
}

/** A mark of this content. */
export function hashOf(content) {
  return createHash('sha256').update(content).digest('hex');
}

/** Ends the process with one line. */
export function fail(message) {
  process.stderr.write(`${message}\n`);
  process.exit(1);
}
