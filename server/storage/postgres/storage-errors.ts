import { DatabaseError } from 'pg';
import { StorageError } from '../port.ts';

/** Classes of SQLSTATE that are a bug here, not a trouble of the server (PostgreSQL manual, appendix A). */
const BUGS = [
  '22', // data exception
  '23', // broken constraint
  '42', // syntax or access rule
  '0A', // feature not supported
];

const DISK_FULL = '53100';
/** Deadlock, serialization failure, and a key that another transaction wrote first: the same again may well succeed. */
const WORTH_REPEATING = ['40P01', '40001', '23505'];

/** What a failed statement or connection means to those who asked for it; bugs come back as they are. */
export function toStorageError(error: unknown): unknown {
  if (error instanceof StorageError) return error;
  if (!(error instanceof DatabaseError)) return failed(error);
  const { code = '' } = error;
  if (BUGS.includes(code.slice(0, 2)) || WORTH_REPEATING.includes(code)) return error;
  return code === DISK_FULL
    ? new StorageError('storage_full', `Postgres ${code}: ${error.message}`, { cause: error })
    : failed(error);
}

/** Whether a transaction met another one and may be run again. */
export function isWorthRepeating(error: unknown): boolean {
  return error instanceof DatabaseError && WORTH_REPEATING.includes(error.code ?? '');
}

/** The driver's own errors: a connection that was refused, ended, or did not answer in time. */
function failed(error: unknown): StorageError {
  const message = error instanceof Error ? error.message : String(error);
  const code = error instanceof DatabaseError ? ` ${error.code}` : '';
  return new StorageError('storage_failed', `Postgres${code}: ${message}`, { cause: error });
}
