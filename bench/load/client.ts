import { setTimeout as pass } from 'node:timers/promises';
import { type LoadLine, openLine } from './line.ts';
import type { LinePlan, LoadResult, LoadRun } from './plan.ts';
import { type Sender, sendAtRate, sendNow } from './senders.ts';
import { createTally, type Tally } from './tally.ts';

/** What the load client is told, and tells, over its process's channel. */
export type ToClient = {
  readonly senders: readonly LinePlan[];
  readonly receivers: readonly LinePlan[];
  readonly run: LoadRun;
};
export type FromClient =
  | { readonly type: 'began' }
  | { readonly type: 'ended' }
  | { readonly type: 'result'; readonly result: Omit<LoadResult, 'serverCpuSeconds'> }
  | { readonly type: 'failed'; readonly why: string };

/** Lines that open at the same time. */
const AT_ONCE = 32;
const PATIENCE_MS = 10_000;

/** The load client's own process: waits for a task, plays it, tells the result and ends. */
export function runClient(): void {
  process.once('message', (task) => {
    // The benchmark that started this process wrote it.
    play(task as ToClient).catch((error: Error) => tell({ type: 'failed', why: error.message }));
  });
}

function tell(what: FromClient): void {
  process.send?.(what);
}

async function play({ senders: plans, receivers, run }: ToClient): Promise<void> {
  const tally = createTally();
  let isOver = false;
  const onClosed = (why: string): void => {
    if (!isOver) tell({ type: 'failed', why });
  };
  const listening = await openAll(receivers, () => ({
    onAcknowledged: () => undefined,
    onDelivered: tally.delivered,
    onTaken: () => undefined,
    onClosed,
  }));
  const senders: Sender[] = [];
  await openAll(
    plans,
    (index) => ({
      onAcknowledged(id) {
        tally.acknowledged(id);
        const sender = senders[index];
        if (sender) sender.owed += 1;
      },
      onDelivered: tally.delivered,
      onTaken() {
        const sender = senders[index];
        if (!sender || sender.owed === 0 || isOver || run.kind === 'open') return;
        sendNow(sender, tally, sender.owed, performance.now());
        sender.owed = 0;
      },
      onClosed,
    }),
    (line, index) => {
      if (line.template) senders[index] = { line, template: line.template, owed: 0 };
    },
  );

  const measured = measure(run, tally).then((figures) => {
    isOver = true;
    return figures;
  });
  if (run.kind === 'closed') {
    for (const sender of senders) sendNow(sender, tally, run.inFlight, performance.now());
  } else await sendAtRate(run, senders, tally, () => isOver);
  const { seconds, clientCpuSeconds } = await measured;
  const lost = await settle(tally, listening.length);
  tell({
    type: 'result',
    result: {
      seconds,
      clientCpuSeconds,
      acknowledged: tally.acknowledgedInTime,
      delivered: tally.deliveredInTime,
      lost,
      doubled: tally.doubled(listening.length),
      toAcknowledged: tally.toAcknowledged(),
      toDelivered: tally.toDelivered(),
    },
  });
}

async function openAll(
  plans: readonly LinePlan[],
  eventsOf: (index: number) => Parameters<typeof openLine>[1],
  onOpen: (line: LoadLine, index: number) => void = () => undefined,
): Promise<LoadLine[]> {
  const lines: LoadLine[] = [];
  const left = [...plans.entries()];
  async function openSome(): Promise<void> {
    for (let next = left.shift(); next; next = left.shift()) {
      const [index, plan] = next;
      const line = await openLine(plan, eventsOf(index));
      lines.push(line);
      onOpen(line, index);
    }
  }
  await Promise.all(Array.from({ length: AT_ONCE }, openSome));
  return lines;
}

async function measure(
  { warmUpSeconds, seconds }: LoadRun,
  tally: Tally,
): Promise<{ seconds: number; clientCpuSeconds: number }> {
  await pass(warmUpSeconds * 1_000);
  tell({ type: 'began' });
  const began = performance.now();
  const cpu = process.cpuUsage();
  tally.begin();
  await pass(seconds * 1_000);
  tally.end();
  tell({ type: 'ended' });
  const { user, system } = process.cpuUsage(cpu);
  return {
    seconds: (performance.now() - began) / 1_000,
    clientCpuSeconds: (user + system) / 1_000_000,
  };
}

/** Waits for what is under way; gives back how many never came. */
async function settle(tally: Tally, receivers: number): Promise<number> {
  const until = performance.now() + PATIENCE_MS;
  while (tally.missing(receivers) > 0 && performance.now() < until) await pass(50);
  return tally.missing(receivers);
}
