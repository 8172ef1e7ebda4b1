import type { LoadLine } from './line.ts';
import type { LoadRun } from './plan.ts';
import type { Tally } from './tally.ts';
import type { Template } from './template.ts';

/** A line that writes, with what is to leave on it next. */
export interface Sender {
  readonly line: LoadLine;
  readonly template: Template;
  /** Acknowledged and not yet replaced by a new message. */
  owed: number;
}

/** Sends so many messages on a line in one write. */
export function sendNow(sender: Sender, tally: Tally, count: number, dueAt: number): void {
  const { template, line } = sender;
  const frames = Buffer.allocUnsafe(template.bytes * count);
  for (let nth = 0; nth < count; nth += 1) {
    template.write(frames, nth * template.bytes, tally.sent(dueAt));
  }
  line.send(frames);
}

/**
 * Sends at a fixed rate over all lines in turn until `isOver`: whatever is due leaves in the next turn of the event loop,
 * which never rests, as a timer's milliseconds would be part of what is measured.
 */
export function sendAtRate(
  { perSecond }: Extract<LoadRun, { kind: 'open' }>,
  senders: readonly Sender[],
  tally: Tally,
  isOver: () => boolean,
): Promise<void> {
  const began = performance.now();
  let sent = 0;
  return new Promise((resolve) => {
    function turn(): void {
      if (isOver()) return void resolve();
      const due = ((performance.now() - began) / 1_000) * perSecond;
      for (; sent < due; sent += 1) {
        const sender = senders[sent % senders.length];
        if (sender) sendNow(sender, tally, 1, began + (sent / perSecond) * 1_000);
      }
      setImmediate(turn);
    }
    turn();
  });
}
