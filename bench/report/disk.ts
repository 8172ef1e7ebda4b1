import {
  closeSync,
  fdatasyncSync,
  mkdtempSync,
  openSync,
  readFileSync,
  rmSync,
  writeSync,
} from 'node:fs';
import { join } from 'node:path';

/** Where databases are written, and how long it takes until a small write is on disk. */
export interface Disk {
  /** `ext4`, `tmpfs` …; `unknown` where the system does not say. */
  readonly fileSystem: string;
  /** Of 200 times 4 KiB written at the end of a file and synced with fdatasync, in milliseconds. */
  readonly syncMedianMs: number;
  readonly syncP99Ms: number;
}

const WRITES = 200;
const BLOCK = Buffer.alloc(4_096, 'c');

/** Measures in a new folder below this one, and removes it. Takes less than a second on most disks. */
export function measureDisk(folder: string): Disk {
  const times = syncTimes(folder).sort((one, other) => one - other);
  const at = (share: number): number => times[Math.floor(WRITES * share)] ?? 0;
  return {
    fileSystem: fileSystemOf(folder, readMounts()),
    syncMedianMs: at(0.5),
    syncP99Ms: at(0.99),
  };
}

/** The type of the last mount that holds this absolute path, from the text of /proc/mounts (proc_pid_mounts(5)). */
export function fileSystemOf(path: string, mounts: string): string {
  let found = { point: '', type: 'unknown' };
  for (const line of mounts.split('\n')) {
    const [, escaped = '', type = 'unknown'] = line.split(' ');
    const point = escaped.replaceAll('\\040', ' ');
    const isAbove = path === point || path.startsWith(point.endsWith('/') ? point : `${point}/`);
    if (point !== '' && isAbove && point.length >= found.point.length) found = { point, type };
  }
  return found.type;
}

function syncTimes(folder: string): number[] {
  const own = mkdtempSync(join(folder, 'counterbell-disk-'));
  const file = openSync(join(own, 'blocks'), 'w');
  try {
    return Array.from({ length: WRITES }, () => {
      const began = performance.now();
      writeSync(file, BLOCK);
      fdatasyncSync(file);
      return performance.now() - began;
    });
  } finally {
    closeSync(file);
    rmSync(own, { recursive: true });
  }
}

/** Empty where there is no /proc. */
function readMounts(): string {
  try {
    return readFileSync('/proc/mounts', 'utf8');
  } catch {
    return '';
  }
}
