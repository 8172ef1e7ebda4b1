import type { Delivery } from '../../protocol/index.ts';
import type { JobRow } from '../storage/index.ts';
import { payloadSchema } from './after-events.ts';

/** A job as a line of an add-on's delivery log. */
export function toDelivery(job: JobRow): Delivery {
  const { chat, seq, kind } = payloadSchema.parse(JSON.parse(job.payload));
  return {
    id: job.id,
    event: `evt_${chat}_${seq}`,
    chat,
    kind,
    state: job.state,
    attempts: job.attempts,
    outcome: job.outcome,
    createdAt: job.created_at,
    nextAt: job.state === 'waiting' ? job.run_at : null,
  };
}
