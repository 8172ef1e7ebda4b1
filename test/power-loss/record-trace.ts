import { mkdir, readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { createDisk } from './disk.ts';
import type { Acknowledgement, DiskEvent } from './disk-event.ts';
import { createTraceParser, SHARED_MEMORY } from './parse-trace.ts';
import { currentImage } from './rebuild-image.ts';
import { checkpointed, sendMessages } from './send-messages.ts';
import { startTracedRelay } from './start-traced-relay.ts';
import { linesOf, type Trace } from './trace-file.ts';

/** `full` is the relay as it is; `normal` is the control, with the setting that the relay refuses. */
export type Setting = 'full' | 'normal';

export interface RecordOptions {
  readonly setting: Setting;
  readonly messages: number;
  /** After so many messages the relay is left idle until it makes a checkpoint. */
  readonly checkpointEvery: number;
  /** The checkout, in which the relay is built. */
  readonly root: string;
  /** An empty folder for the relay's data and its trace. */
  readonly scratch: string;
}

/**
 * Runs a real relay under strace, from its first start to its stop, while visitors write to it. Rejects where the trace does
 * not tell what the visitors heard and what the folder holds: then something went by a way that is not traced.
 */
export async function recordTrace(
  options: RecordOptions,
): Promise<{ trace: Trace; events: readonly DiskEvent[] }> {
  const { setting, messages, checkpointEvery, root, scratch } = options;
  const dataDir = join(scratch, 'data');
  const traceFile = join(scratch, 'trace');
  await mkdir(dataDir, { recursive: true });
  const relay = await startTracedRelay({
    root,
    dataDir,
    traceFile,
    ...(setting === 'normal' && { preload: join(root, 'test/power-loss/weaken-sync.mjs') }),
  });
  const heard: Acknowledgement[] = [];
  try {
    while (heard.length < messages) {
      const next = Math.min(checkpointEvery, messages - heard.length);
      heard.push(...(await sendMessages(relay.url, next)));
      if (heard.length < messages) await checkpointed(join(dataDir, 'counterbell.db'));
    }
  } finally {
    await relay.stop();
  }
  const trace = { file: traceFile, folder: dataDir };
  const events = await readTrace(trace);
  assertHeard(heard, events);
  await assertHolds(dataDir, events);
  return { trace, events };
}

/** What a trace tells, in order. */
export async function readTrace(trace: Trace): Promise<readonly DiskEvent[]> {
  const parser = createTraceParser(trace.folder);
  for await (const line of linesOf(trace.file)) parser.take(line);
  return parser.events;
}

function assertHeard(heard: readonly Acknowledgement[], events: readonly DiskEvent[]): void {
  const traced = events.filter((event) => event.kind === 'acknowledge');
  const inWords = (list: readonly Acknowledgement[]) =>
    list.map(({ id, chat, seq }) => `${id} ${chat} ${seq}`).sort();
  if (inWords(heard).join() !== inWords(traced).join()) {
    throw new Error(`visitors heard ${heard.length} acknowledgements, the trace ${traced.length}`);
  }
}

async function assertHolds(folder: string, events: readonly DiskEvent[]): Promise<void> {
  const disk = createDisk();
  for (const event of events) disk.apply(event);
  const traced = currentImage(disk);
  const found = (await readdir(folder)).filter((name) => !SHARED_MEMORY.test(name));
  for (const name of new Set([...traced.keys(), ...found])) {
    const content = found.includes(name) ? await readFile(join(folder, name)) : undefined;
    if (!content || !traced.get(name)?.equals(content)) {
      throw new Error(`the trace does not give the ${name} that the relay left`);
    }
  }
}
