export { enqueueJob, type NewJob, retryJob } from './enqueue-job.ts';
export { GiveUp, type JobHandler, type JobLog, type RunningJob } from './handler.ts';
export { createJobs, type Jobs, type JobsOptions } from './jobs.ts';
