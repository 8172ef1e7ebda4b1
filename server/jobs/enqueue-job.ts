import { uuidv7 } from 'uuidv7';
import { type Db, insertJob, restartJob, type Storage } from '../storage/index.ts';

/** Work for the background. */
export interface NewJob {
  /** Names the handler. */
  readonly kind: string;
  /** What it works for, such as an add-on's name; `jobsOf` lists by it. */
  readonly target: string;
  /** Anything that JSON can hold. */
  readonly payload: unknown;
  /** Not before this time, milliseconds since 1970. Default: now. */
  readonly runAt?: number;
}

/**
 * Adds a job in the transaction of what caused it, so that neither is stored without the other. Call `wake` after the
 * commit to have it run at once. Gives back its id.
 */
export async function enqueueJob(db: Db, job: NewJob): Promise<string> {
  const id = uuidv7();
  const now = Date.now();
  await insertJob(db, {
    id,
    kind: job.kind,
    target: job.target,
    payload: JSON.stringify(job.payload),
    state: 'waiting',
    attempts: 0,
    run_at: job.runAt ?? now,
    claimed_until: null,
    outcome: '',
    created_at: now,
  });
  return id;
}

/** Lets a job run again from its first attempt, done and dead ones too; false where it is unknown or runs just now. */
export function retryJob(storage: Storage, id: string): Promise<boolean> {
  return storage.write((db) => restartJob(db, id, Date.now()));
}
