import { existsSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { delimiter, join } from 'node:path';

/** Who a processor core is for: server and client do not take each other's time. */
export type Role = 'server' | 'client';

const CORE: Readonly<Record<Role, string>> = { server: '0', client: '1' };

let canPin: boolean | undefined;

/** What stands before a command so that it runs on its core alone; nothing where there is one core, or no taskset. */
export function pinnedTo(role: Role): readonly string[] {
  canPin ??= availableParallelism() > 1 && isThere('taskset');
  return canPin ? ['taskset', '--cpu-list', CORE[role]] : [];
}

/** Whether a command can be run. */
export function isThere(command: string): boolean {
  const folders = (process.env.PATH ?? '').split(delimiter);
  return folders.some((folder) => existsSync(join(folder, command)));
}
