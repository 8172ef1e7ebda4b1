import { visitorFrameSchema } from '../../protocol/index.schema.ts';
import { LIMITS, type RelayFrame, type VisitorFrame } from '../../protocol/index.ts';
import type { Line } from './line.ts';
import { idOf, readFrame } from './read-frame.ts';
import type { TokenBucket } from './token-bucket.ts';

/** What is said to a frame that may come again. */
export type Refusal = Extract<RelayFrame, { type: 'refused' }>;

/**
 * Takes a post's frames one after another and answers each on `line`. Their sender does not wait for an answer between them,
 * so a `send` that was refused for now (`refusedForNow`) holds back those after it: else they would stand in the log first.
 */
export async function takePosted(
  texts: readonly string[],
  bucket: TokenBucket,
  line: Line,
  onFrame: (frame: VisitorFrame) => Promise<void>,
  refusedForNow: () => Refusal | undefined,
): Promise<void> {
  for (const text of texts) {
    const read = readFrame(text, visitorFrameSchema);
    const wait = bucket.take();
    const refusal = refusedForNow();
    if (refusal && read.ok && read.frame.type === 'send') {
      line.send({ ...refusal, id: read.frame.id });
    } else if (wait > 0) {
      line.refuseForRate(wait, LIMITS.framesPerSecond, read.ok ? idOf(read.frame) : read.id);
    } else if (!read.ok) line.refuse('invalid', { ...read.values, detail: read.detail }, read.id);
    else if (read.frame.type === 'hello') line.refuse('invalid', 'hello was said already');
    else if (read.frame.type === 'ping') line.send({ type: 'pong' });
    else await onFrame(read.frame);
  }
}
