/** Work in the background: claimed with a lease, retried with backoff, kept a while as its own log. */
export { enqueueJob, retryJob } from './enqueue-job.ts';
export { GiveUp, type JobHandler } from './handler.ts';
export { createJobs } from './jobs.ts';
export { createRest } from './rest-between.ts';
