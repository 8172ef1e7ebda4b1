/** What a handler is told about the job it runs. */
export interface RunningJob {
  readonly id: string;
  readonly target: string;
  /** As it was enqueued, parsed; the handler checks it. */
  readonly payload: unknown;
  /** This one included. */
  readonly attempts: number;
}

/**
 * Does one job and gives back a line about its outcome, kept with the job. Throwing means: again later; throwing `GiveUp`
 * means: never again. It may run more than once for a job, and must end soon after `signal` is aborted.
 */
export type JobHandler = (job: RunningJob, signal: AbortSignal) => Promise<string>;

/** Thrown by a handler for a job that can never succeed; its message is the job's outcome. */
export class GiveUp extends Error {
  constructor(message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = 'GiveUp';
  }
}

/** Where jobs report; pino's logger fits. Never given a payload. */
export interface JobLog {
  info(details: object, message: string): void;
  warn(details: object, message: string): void;
  error(details: object, message: string): void;
}
