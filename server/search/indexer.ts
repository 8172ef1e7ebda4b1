import { setTimeout as passed } from 'node:timers/promises';
import { type EventRow, type Storage, takeUnindexed, type WordEntry } from '../storage/index.ts';
import { saidIn } from './said-in.ts';
import { wordsOf } from './words.ts';

/** Events of one transaction: some two milliseconds, for which whoever writes a message may have to wait. */
const BATCH = 25;
/**
 * Steps of tidying after a batch. It brings some five pages to the index, each of which is merged once on every level: eight levels of
 * a million events take three steps of 16 pages.
 */
const MOST_STEPS = 4;
/** Events wait this long for others, so that a busy relay takes many at once. */
const GATHER_MS = 100;
/** What nobody woke it for is found this often: of a relay that died, or from before this one started. */
const EVERY_MS = 30_000;
/** After each batch it rests so many times as long as that took: chats go first, so it never has more than a tenth of the time. */
const REST = 9;

export interface IndexerOptions {
  readonly storage: Pick<Storage, 'writeDerived' | 'words'>;
  readonly onFailure: (error: unknown) => void;
}

/** Puts the words of what was said into the index, in the background. Several relays share the work. */
export interface Indexer {
  /** There is something new: it can be found soon. */
  wake(): void;
  /** Lets the batch under way end and begins no other; the next start goes on. */
  stop(): Promise<void>;
}

/** Looks soon and now and then, besides when it is woken. */
export function startIndexer({ storage, onFailure }: IndexerOptions): Indexer {
  const stopping = new AbortController();
  const { signal } = stopping;
  let timer: NodeJS.Timeout | undefined;
  let running: Promise<void> = Promise.resolve();

  async function run(): Promise<void> {
    try {
      while (!signal.aborted) {
        const began = performance.now();
        if ((await indexBatch(storage)) < BATCH) return;
        await passed((performance.now() - began) * REST, undefined, { signal });
      }
    } catch (error) {
      // What was not indexed is still in the queue: the next look tries again.
      if (!signal.aborted) onFailure(error);
    }
  }

  function wake(): void {
    if (signal.aborted) return;
    timer ??= setTimeout(() => {
      timer = undefined;
      running = running.then(run);
    }, GATHER_MS);
  }

  const looks = setInterval(wake, EVERY_MS).unref();
  wake();

  return {
    wake,
    async stop() {
      stopping.abort();
      clearInterval(looks);
      clearTimeout(timer);
      await running;
    },
  };
}

/** Indexes at most `most` events in one transaction, and tidies up in some others; gives back how many it took from the queue. */
export async function indexBatch(
  storage: IndexerOptions['storage'],
  most = BATCH,
): Promise<number> {
  const taken = await storage.writeDerived(async (db) => {
    const { rows, events } = await takeUnindexed(db, most);
    const entries = [...events]
      .sort((one, other) => one.at - other.at || one.seq - other.seq)
      .map(toEntry)
      .filter(({ words }) => words.length > 0);
    if (entries.length > 0) await storage.words.add(db, entries);
    return rows;
  });
  if (taken > 0) await tidy(storage);
  return taken;
}

/** Each step is a transaction of its own, so that others who write come in between. */
async function tidy({ writeDerived, words }: IndexerOptions['storage']): Promise<void> {
  for (let step = 0; step < MOST_STEPS; step += 1) if (!(await writeDerived(words.tidy))) return;
}

function toEntry(event: EventRow): WordEntry {
  const { chat_id: chat, seq, at } = event;
  return { chat, seq, at, words: wordsOf(saidIn(event)?.text ?? '') };
}
