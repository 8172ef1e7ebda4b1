import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { newFolder, removeFolder } from '../helpers/folders.ts';
import { createRandom } from '../helpers/seeded-random.ts';
import { checkImage } from './check-image.ts';
import { createDisk } from './disk.ts';
import type { Acknowledgement, DiskEvent } from './disk-event.ts';
import { rebuildImage } from './rebuild-image.ts';
import { readTrace } from './record-trace.ts';
import { keptTrace } from './trace-file.ts';

const SEED = 11;
const IMAGES = 20;
const TIMEOUT = { timeout: 30_000 };

/** A sync and the acknowledgement that comes right after it, somewhere in the middle. */
function syncBeforeAcknowledgement(events: readonly DiskEvent[]) {
  const places = events.flatMap((event, index) => {
    const next = events[index + 1];
    return event.kind === 'sync' && next?.kind === 'acknowledge' ? [{ index, next }] : [];
  });
  const middle = places[Math.floor(places.length / 2)];
  if (!middle) throw new Error('no acknowledgement follows a sync');
  return middle;
}

/** Lets the power fail right after this acknowledgement; tells how often its message was lost. */
async function countLosses(events: readonly DiskEvent[], after: number, told: Acknowledgement) {
  const folder = await newFolder();
  onTestFinished(() => removeFolder(folder));
  const disk = createDisk();
  for (const event of events.slice(0, after + 1)) disk.apply(event);
  let losses = 0;
  for (let stream = 0; stream < IMAGES; stream += 1) {
    const image = rebuildImage(disk, createRandom(SEED).fork(`image ${stream}`));
    const { lost } = await checkImage(join(folder, String(stream)), image, [told]);
    losses += lost.length;
  }
  return losses;
}

test(
  `notices when one single sync before an acknowledgement is left out (seed ${SEED})`,
  TIMEOUT,
  async () => {
    const events = await readTrace(keptTrace(join(import.meta.dirname, 'recordings/full.trace')));
    const { index, next } = syncBeforeAcknowledgement(events);
    const weakened = events.with(index, { kind: 'sync', name: 'counterbell.db-wal', begun: 0 });
    expect(await countLosses(events, index + 1, next)).toBe(0);
    expect(await countLosses(weakened, index + 1, next)).toBeGreaterThan(0);
  },
);
