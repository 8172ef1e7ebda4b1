import { onTestFinished, vi } from 'vitest';
import { createJobs, enqueueJob, type JobHandler } from '../../../server/jobs/index.ts';
import { type JobRow, jobsOf, openStorage, type Storage } from '../../../server/storage/index.ts';
import { newPlace } from '../../contracts/storage-fixtures.ts';

/** A worker of jobs of the kind `greet` on a database of its own, with a clock that moves when told to. */
export interface Worker {
  readonly storage: Storage;
  /** What the worker said, by level. */
  readonly lines: readonly string[];
  enqueue(payload?: unknown, runAt?: number): Promise<string>;
  /** Moves the clock and has the worker look. */
  pass(ms: number): void;
  /** Resolves with the job once it fulfils `is`. */
  finds(id: string, is: (job: JobRow) => boolean): Promise<JobRow>;
  job(id: string): Promise<JobRow | undefined>;
  now(): number;
  stop(): Promise<void>;
}

export const MINUTE_MS = 60_000;
export const DAY_MS = 24 * 60 * MINUTE_MS;

/** Starts it; `random` 0.5 means no jitter. Give `storage` for a second worker on the same database. */
export async function startWorker(
  handler: JobHandler,
  options: { storage?: Storage; random?: number } = {},
): Promise<Worker> {
  const storage = options.storage ?? (await openStorage({ dataDir: await newPlace() }));
  let passed = 0;
  const now = () => Date.now() + passed;
  const lines: string[] = [];
  const log = {
    info: (_: object, text: string) => lines.push(`info ${text}`),
    warn: (_: object, text: string) => lines.push(`warn ${text}`),
    error: (_: object, text: string) => lines.push(`error ${text}`),
  };
  const jobs = createJobs({
    storage,
    handlers: new Map([['greet', handler]]),
    log,
    onFailure: (error) => {
      throw error;
    },
    now,
    random: () => options.random ?? 0.5,
  });
  onTestFinished(async () => {
    await jobs.stop();
    await storage.close();
  });
  jobs.start();

  async function job(id: string): Promise<JobRow | undefined> {
    return (await jobsOf(storage.read, 'visitor', 100)).find((row) => row.id === id);
  }

  return {
    storage,
    lines,
    async enqueue(payload = {}, runAt) {
      const rest = runAt === undefined ? {} : { runAt };
      const id = await storage.write((db) =>
        enqueueJob(db, { kind: 'greet', target: 'visitor', payload, ...rest }),
      );
      jobs.wake();
      return id;
    },
    pass(ms) {
      passed += ms;
      jobs.wake();
    },
    finds: (id, is) =>
      vi.waitFor(async () => {
        const found = await job(id);
        if (!found || !is(found)) throw new Error(`not yet: ${JSON.stringify(found)}`);
        return found;
      }, 10_000),
    job,
    now,
    stop: () => jobs.stop(),
  };
}
