import {
  claimJobs,
  deleteOldJobs,
  endJob,
  hasDueJob,
  hasOldJob,
  type JobEnd,
  type JobRow,
  type Storage,
} from '../storage/index.ts';
import { backoffMs, MAX_ATTEMPTS } from './backoff.ts';
import type { JobHandler, JobLog } from './handler.ts';
import { type JobResult, runJob } from './run-job.ts';

const MAX_RUNNING = 8;
const LOOK_EVERY_MS = 1_000;
/** Another worker may take a job this long after it was claimed; its handler is aborted well before. */
const LEASE_MS = 60_000;
const MAX_RUN_MS = 50_000;
const DONE_KEPT_MS = 7 * 24 * 3_600_000;

export interface JobsOptions {
  readonly storage: Storage;
  /** By kind. */
  readonly handlers: ReadonlyMap<string, JobHandler>;
  readonly log: JobLog;
  /** Jobs could not be read; that is tried again every second. */
  readonly onFailure: (error: unknown) => void;
  /** Milliseconds since 1970. Default: the clock. */
  readonly now?: () => number;
  /** From 0 to 1, for the jitter. Default: Math.random. */
  readonly random?: () => number;
}

/** The worker of one relay: runs due jobs, at most 8 at a time, each at least once. */
export interface Jobs {
  /** Looks for due jobs now and every second from now on. */
  start(): void;
  /** Looks for due jobs at once; call it after a commit that enqueued one. Does nothing before `start`. */
  wake(): void;
  /** Takes no more jobs, aborts those that run and resolves when they ended; unfinished ones run again after a start. */
  stop(): Promise<void>;
}

export function createJobs(options: JobsOptions): Jobs {
  const { storage, handlers, log, now = Date.now, random = Math.random } = options;
  const running = new Set<Promise<void>>();
  const stopping = new AbortController();
  let timer: NodeJS.Timeout | undefined;
  let looking: Promise<void> | undefined;
  let mustLookAgain = false;

  function wake(): void {
    if (!timer || stopping.signal.aborted) return;
    mustLookAgain = true;
    looking ??= look().finally(() => {
      looking = undefined;
    });
  }

  /** One look at a time; a wish that comes meanwhile makes it look again. */
  async function look(): Promise<void> {
    while (mustLookAgain && !stopping.signal.aborted) {
      mustLookAgain = false;
      try {
        await forgetOld();
        for (const job of await claim()) run(job);
      } catch (error) {
        options.onFailure(error);
      }
    }
  }

  async function claim(): Promise<JobRow[]> {
    const free = MAX_RUNNING - running.size;
    if (free === 0 || !(await hasDueJob(storage.read, now()))) return [];
    return storage.write((db) => claimJobs(db, now(), now() + LEASE_MS, free));
  }

  async function forgetOld(): Promise<void> {
    const before = now() - DONE_KEPT_MS;
    if (!(await hasOldJob(storage.read, before))) return;
    await storage.write((db) => deleteOldJobs(db, before));
  }

  function run(job: JobRow): void {
    const ended = runToEnd(job).finally(() => {
      running.delete(ended);
      wake();
    });
    running.add(ended);
  }

  async function runToEnd(job: JobRow): Promise<void> {
    const signal = AbortSignal.any([stopping.signal, AbortSignal.timeout(MAX_RUN_MS)]);
    const result = await runJob(job, handlers.get(job.kind), signal);
    const end = endOf(job, result);
    try {
      if (await storage.write((db) => endJob(db, job, end))) tell(log, job, end);
    } catch (error) {
      log.error({ err: error, job: job.id }, 'the end of a job could not be stored; it runs again');
    }
  }

  function endOf(job: JobRow, { state, outcome }: JobResult): JobEnd {
    const { attempts } = job;
    if (state !== 'failed') return { state, attempts, outcome, run_at: now() };
    if (stopping.signal.aborted) {
      // Cut short by us, not failed: the attempt does not count.
      return { state: 'waiting', attempts: attempts - 1, outcome: job.outcome, run_at: job.run_at };
    }
    if (attempts >= MAX_ATTEMPTS) return { state: 'dead', attempts, outcome, run_at: now() };
    return { state: 'waiting', attempts, outcome, run_at: now() + backoffMs(attempts, random()) };
  }

  return {
    start() {
      timer ??= setInterval(wake, LOOK_EVERY_MS).unref();
      wake();
    },
    wake,
    async stop() {
      clearInterval(timer);
      stopping.abort();
      await looking;
      await Promise.all(running);
    },
  };
}

/** Names the job and its outcome, never its payload. */
function tell(
  log: JobLog,
  { id, kind, target }: JobRow,
  { state, attempts, outcome }: JobEnd,
): void {
  const details = { job: id, kind, target, attempts, outcome };
  switch (state) {
    case 'done':
      log.info(details, 'job done');
      break;
    case 'waiting':
      log.warn(details, 'job failed or cut short, runs again later');
      break;
    case 'dead':
      log.error(details, 'job failed for good');
      break;
  }
}
