import type { JobRow } from '../storage/index.ts';
import { GiveUp, type JobHandler } from './handler.ts';

/** How one run of a handler ended; `dead`: it can never succeed. */
export interface JobResult {
  readonly state: 'done' | 'failed' | 'dead';
  readonly outcome: string;
}

const MAX_OUTCOME_LENGTH = 500;

/** Runs a claimed job once. Never rejects: what the handler throws is part of the result. */
export async function runJob(
  job: JobRow,
  handler: JobHandler | undefined,
  signal: AbortSignal,
): Promise<JobResult> {
  if (!handler) return { state: 'dead', outcome: `nothing here runs jobs of the kind ${job.kind}` };
  try {
    const { id, target, attempts } = job;
    const payload: unknown = JSON.parse(job.payload);
    const outcome = await handler({ id, target, payload, attempts }, signal);
    return { state: 'done', outcome: outcome.slice(0, MAX_OUTCOME_LENGTH) };
  } catch (error) {
    const outcome = textOf(error).slice(0, MAX_OUTCOME_LENGTH);
    return { state: error instanceof GiveUp ? 'dead' : 'failed', outcome };
  }
}

function textOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
