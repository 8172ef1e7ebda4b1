import { spawnSync } from 'node:child_process';

/** Longer than what SQLite writes at once (a page of 4 KiB) and than a frame. */
const LONGEST_TEXT = 131_072;

/**
 * What changes a file, its name or its durability, and what leaves by a socket. `?`: not every processor has it. `close`
 * is left out, because it makes nothing durable. Whether there are other ways is seen at the end: the trace must give the
 * files that the relay left.
 */
const CALLS = [
  ...['openat', '?open', '?creat', 'ftruncate', '?truncate', 'fallocate'],
  ...['write', 'writev', 'pwrite64', 'pwritev', 'pwritev2', 'sendmsg', 'sendto'],
  ...['fsync', 'fdatasync', 'unlinkat', '?unlink', '?rename', '?renameat', 'renameat2'],
];

/** What to start a program with so that its calls are written to `traceFile`; the program stays the process started. */
export function straceCommand(traceFile: string): string[] {
  const what = ['-e', `trace=${CALLS.join(',')}`, '-s', String(LONGEST_TEXT)];
  return ['strace', '-D', '-f', '--seccomp-bpf', '-y', '-xx', ...what, '-o', traceFile];
}

/** Why nothing can be recorded here; undefined where it can. strace is Linux's, and a container may forbid it to look. */
export function whyNoStrace(): string | undefined {
  const { error, status, stderr } = spawnSync(
    'strace',
    ['-f', '--seccomp-bpf', '-o', '/dev/null', process.execPath, '--version'],
    { encoding: 'utf8' },
  );
  if (error) return `strace cannot be started (${error.message})`;
  return status === 0 ? undefined : `strace fails: ${stderr.trim()}`;
}
