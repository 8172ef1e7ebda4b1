import { execFileSync } from 'node:child_process';

/** Lets the system forget what it has in memory of a file, as dd does it (posix_fadvise(2), POSIX_FADV_DONTNEED). */
export function dropFromCache(file: string): void {
  execFileSync(
    'dd',
    [`of=${file}`, 'oflag=nocache', 'conv=notrunc,fdatasync', 'count=0', 'status=none'],
    // It copies nothing: its input is empty.
    { stdio: ['ignore', 'ignore', 'inherit'] },
  );
}
