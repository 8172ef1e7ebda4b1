import { setTimeout as pass } from 'node:timers/promises';
import { NAMES } from '../../protocol/index.ts';
import { helloTo, openLine } from '../../test/helpers/frame-line.ts';
import { type Ground, startRelays } from '../relay-under-test.ts';

/** Visitors who come in at the same time. */
const AT_ONCE = 50;
/** A relay that was idle before has not got its memory from the system yet: these come first and are not counted. */
const WARM_UP = 500;
const SETTLE_MS = 3_000;

/** Resident memory of a relay. */
export interface IdleCost {
  /** Of one that has just started. */
  readonly processMegabytes: number;
  /** More for each visitor who is connected and says nothing. */
  readonly visitorKilobytes: number;
}

export async function idleVisitors(ground: Ground, count: number): Promise<IdleCost> {
  const relays = await startRelays(ground);
  try {
    const processMegabytes = relays.residentBytes() / 1_048_576;
    await connect(relays, WARM_UP);
    await pass(SETTLE_MS);
    const before = relays.residentBytes();
    await connect(relays, count);
    await pass(SETTLE_MS);
    const visitorKilobytes = (relays.residentBytes() - before) / count / 1_024;
    return { processMegabytes, visitorKilobytes };
  } finally {
    await relays.stop();
  }
}

async function connect(
  { urls, site }: { urls: readonly string[]; site: string },
  count: number,
): Promise<void> {
  const [url = ''] = urls;
  for (let come = 0; come < count; come += AT_ONCE) {
    await Promise.all(
      Array.from({ length: Math.min(AT_ONCE, count - come) }, async () => {
        const line = await openLine(url, NAMES.visitorSocket, { origin: 'http://localhost' });
        line.say(helloTo(site));
        await line.hear('welcome');
      }),
    );
  }
}
