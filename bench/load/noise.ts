import { setTimeout as pass } from 'node:timers/promises';
import { openLine } from './line.ts';
import type { LinePlan, Noise } from './plan.ts';

/** How often a line writes; what became due since leaves in one write. */
const WRITES_PER_SECOND = 20;
/** Before a line that was cut off comes again. */
const REST_MS = 100;

/** Makes noise until `isOver`; what it gives back tells how much that was so far. */
export function makeNoise(
  { lines, framesPerSecond }: Noise,
  isOver: () => boolean,
): () => { readonly sent: number; readonly cutOff: number } {
  let sent = 0;
  let cutOff = 0;

  async function keepAtIt(plan: LinePlan): Promise<void> {
    while (!isOver()) {
      await flood(plan).catch(() => undefined); // not let in: it comes again
      cutOff += 1;
      await pass(REST_MS);
    }
  }

  /** Resolves when the server cuts the line off. */
  async function flood(plan: LinePlan): Promise<void> {
    let isOpen = true;
    const line = await openLine(plan, {
      onAcknowledged: () => undefined,
      onDelivered: () => undefined,
      onNoted: () => undefined,
      onTaken: () => undefined,
      onClosed: () => {
        isOpen = false;
      },
    });
    const { template } = line;
    if (!template) throw new Error('a line that makes noise has nothing to say');
    const each = Math.round(framesPerSecond / WRITES_PER_SECOND);
    const frames = Buffer.alloc(template.bytes * each);
    while (isOpen && !isOver()) {
      for (let nth = 0; nth < each; nth += 1, sent += 1) {
        template.write(frames, nth * template.bytes, sent);
      }
      // The socket keeps what it is given until it has left.
      line.send(Buffer.from(frames));
      await pass(1_000 / WRITES_PER_SECOND);
    }
    line.end();
  }

  for (const plan of lines) void keepAtIt(plan);
  return () => ({ sent, cutOff });
}
