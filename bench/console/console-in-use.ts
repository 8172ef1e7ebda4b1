import type { Report } from '../report/report.ts';
import { scrollBusily, typeBusily, writersOf } from './busy.ts';
import { type Opening, openInbox, switchTo } from './measures.ts';
import { type Extent, type FoundInbox, reportOf } from './report-of.ts';
import { type Stand, startStand } from './stand.ts';

/** Of each inbox that is measured. */
const CHATS = [500, 1_000];

/** How much is measured, in a quarter of an hour; `short` is for a look, or for CI. */
const FULL: Extent = {
  repetitions: 5,
  busyRepetitions: 2,
  busySeconds: 30,
  messages: 50,
  messagesOfLong: 5_000,
};
const SHORT: Extent = {
  repetitions: 1,
  busyRepetitions: 1,
  busySeconds: 2,
  messages: 10,
  messagesOfLong: 500,
};

/**
 * Measures the operators' console with 500 and with 1,000 open chats in a real Chromium at its normal speed: how soon the inbox
 * shows, how soon another chat does, and what an operator feels while visitors write. Rejects where a message was lost.
 */
export async function consoleInUse({ short }: { short: boolean }): Promise<Report> {
  const extent = short ? SHORT : FULL;
  const { repetitions, messages } = extent;
  const one = await withStand([messages], (stand) => openings(stand, repetitions));
  const inboxes: FoundInbox[] = [];
  for (const chats of CHATS) {
    const inbox = await withStand(sizes(chats, extent), async (stand) => ({
      chats,
      openings: await openings(stand, repetitions),
      ...(await useChats(stand, extent)),
    }));
    inboxes.push(inbox);
  }
  const lost = inboxes
    .flatMap(({ busyInShort, busyInLong }) => [...busyInShort, ...busyInLong])
    .reduce((sum, run) => sum + run.lost, 0);
  if (lost > 0) throw new Error(`${lost} messages do not show in the chat that was open`);
  return reportOf({ extent, one, inboxes }, short);
}

/** The long chat is the second row of the inbox. */
function sizes(chats: number, { messages, messagesOfLong }: Extent): number[] {
  return Array.from({ length: chats }, (_, nth) => (nth === 1 ? messagesOfLong : messages));
}

async function withStand<Result>(
  messages: readonly number[],
  use: (stand: Stand) => Promise<Result>,
): Promise<Result> {
  tell(`a relay with ${messages.length} open chats`);
  const stand = await startStand(messages);
  try {
    return await use(stand);
  } finally {
    await stand.stop();
  }
}

/** The first one, which fills the browser's cache, does not count. */
async function openings(stand: Stand, repetitions: number): Promise<Opening[]> {
  tell('opening the inbox');
  await openInbox(stand);
  return repeat(repetitions, () => openInbox(stand));
}

async function useChats(stand: Stand, { repetitions, busyRepetitions, busySeconds }: Extent) {
  const { page, chats } = stand;
  const [first, long, ...others] = chats;
  if (!first || !long) throw new Error('there are no chats');
  tell('switching');
  const toShort = await repeat(repetitions, (nth) => switchTo(page, others[nth] ?? first));
  const toLong = await repeat(repetitions, async () => {
    await openInbox(stand);
    return switchTo(page, long);
  });
  tell('visitors come back');
  const writers = await writersOf(stand);
  const busyIn = (chat: typeof first) =>
    repeat(busyRepetitions, async () => {
      await openInbox(stand);
      await switchTo(page, chat);
      tell(`fifty messages a second for ${busySeconds} s`);
      return typeBusily(page, chat, writers, busySeconds);
    });
  const scrolls = await repeat(busyRepetitions, async () => {
    await openInbox(stand);
    tell('scrolling through the list');
    return scrollBusily(page, writers);
  });
  const busyInShort = await busyIn(first);
  return { toShort, toLong, scrolls, busyInShort, busyInLong: await busyIn(long) };
}

async function repeat<Result>(
  times: number,
  measure: (nth: number) => Promise<Result>,
): Promise<Result[]> {
  const results: Result[] = [];
  while (results.length < times) results.push(await measure(results.length));
  return results;
}

function tell(what: string): void {
  process.stderr.write(`${what} …\n`);
}
