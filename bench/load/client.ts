import { setTimeout as pass } from 'node:timers/promises';
import type { Failed } from './fork-client.ts';
import { makeNoise } from './noise.ts';
import { openLines } from './open-lines.ts';
import type { LinePlan, LoadResult, LoadRun, Noise } from './plan.ts';
import { type Sender, sendAtRate, sendNow } from './senders.ts';
import { createTally, type Tally } from './tally.ts';

/** What the load client is told, and tells, over its process's channel. */
export type ToClient = {
  readonly senders: readonly LinePlan[];
  readonly receivers: readonly LinePlan[];
  /** Lines that are open and of which only what they note is counted. */
  readonly listeners?: readonly LinePlan[];
  readonly run: LoadRun;
  /** Goes on beside the run; nothing of it is in the run's figures. */
  readonly noise?: Noise;
};
export type FromClient =
  | { readonly type: 'began' }
  | { readonly type: 'ended' }
  | { readonly type: 'result'; readonly result: Omit<LoadResult, 'serverCpuSeconds'> }
  | Failed;

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

async function play(task: ToClient): Promise<void> {
  const { receivers, run, noise } = task;
  const tally = createTally();
  let isOver = false;
  const onClosed = (why: string): void => {
    if (!isOver) tell({ type: 'failed', why });
  };
  await openLines([...receivers, ...(task.listeners ?? [])], () => ({
    onAcknowledged: () => undefined,
    onDelivered: tally.delivered,
    onNoted: tally.noted,
    onTaken: () => undefined,
    onClosed,
  }));
  const senders: Sender[] = [];
  await openLines(
    task.senders,
    (index) => ({
      onAcknowledged(id) {
        tally.acknowledged(id);
        const sender = senders[index];
        if (sender) sender.owed += 1;
      },
      onDelivered: tally.delivered,
      onNoted: tally.noted,
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

  const noisy = noise && makeNoise(noise, () => isOver);
  const measured = measure(run, tally).then((figures) => {
    isOver = true;
    return figures;
  });
  if (run.kind === 'closed') {
    for (const sender of senders) sendNow(sender, tally, run.inFlight, performance.now());
  } else await sendAtRate(run, senders, tally, () => isOver);
  const { seconds, clientCpuSeconds } = await measured;
  const lost = await settle(tally, receivers.length);
  tell({
    type: 'result',
    result: {
      seconds,
      clientCpuSeconds,
      acknowledged: tally.acknowledgedInTime,
      delivered: tally.deliveredInTime,
      noted: tally.notedInTime,
      noise: noisy?.() ?? { sent: 0, cutOff: 0 },
      lost,
      doubled: tally.doubled(receivers.length),
      toAcknowledged: tally.toAcknowledged(),
      toDelivered: tally.toDelivered(),
    },
  });
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

/** Waits for what is under way, for as long as something of it comes; gives back how many never came. */
async function settle(tally: Tally, receivers: number): Promise<number> {
  let missing = tally.missing(receivers);
  for (let until = performance.now() + PATIENCE_MS; missing > 0 && performance.now() < until; ) {
    await pass(50);
    const now = tally.missing(receivers);
    if (now < missing) until = performance.now() + PATIENCE_MS;
    missing = now;
  }
  return missing;
}
