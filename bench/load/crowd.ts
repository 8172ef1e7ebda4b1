import type { Failed } from './fork-client.ts';
import type { LoadLine } from './line.ts';
import { openLines } from './open-lines.ts';
import type { CrowdPlan } from './plan.ts';

/** What the crowd's process is told, and tells, over its channel. */
export type ToCrowd = { readonly plan: CrowdPlan; readonly count: number };
export type FromCrowd = { readonly type: 'here' } | Failed;

/** The crowd's own process: opens as many lines as it is told, again and again, and holds them until it is ended. */
export function runCrowd(): void {
  process.on('message', (task) => {
    // The benchmark that started this process wrote it.
    come(task as ToCrowd).then(
      () => tell({ type: 'here' }),
      (error: Error) => tell({ type: 'failed', why: error.message }),
    );
  });
}

function tell(what: FromCrowd): void {
  process.send?.(what);
}

async function come({ plan: { line: plan, heartbeat }, count }: ToCrowd): Promise<void> {
  await openLines(
    Array.from({ length: count }, () => plan),
    () => ({
      onAcknowledged: () => undefined,
      onDelivered: () => undefined,
      onNoted: () => undefined,
      onTaken: () => undefined,
      onClosed: (why) => tell({ type: 'failed', why }),
    }),
    (line) => heartbeat && keepBeating(line, heartbeat),
  );
}

function keepBeating(
  { sayText }: LoadLine,
  { say, everyMs }: NonNullable<CrowdPlan['heartbeat']>,
): void {
  const beat = (): void => {
    sayText(say);
    setTimeout(beat, everyMs * (0.8 + Math.random() * 0.4));
  };
  // As if they had come at different times.
  setTimeout(beat, everyMs * Math.random());
}
