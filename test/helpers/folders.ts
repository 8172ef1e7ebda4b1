import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** A new folder of a test's own. */
export function newFolder(): Promise<string> {
  return mkdtemp(join(tmpdir(), 'counterbell-'));
}

export function removeFolder(folder: string): Promise<void> {
  return rm(folder, { recursive: true, force: true });
}
