import { indexBatch } from '../../server/search/index.ts';
import { type Db, openStorage, type Storage, takeOutbox } from '../../server/storage/index.ts';
import { createWriter, type Filled } from './writer.ts';

export interface FillOptions {
  /** A folder without an installation; it is made where there is none. */
  readonly dataDir: string;
  /** So many, or one more. */
  readonly events: number;
  /** Most steps of one chat. */
  readonly longest: number;
}

/** Steps of one transaction; each makes two events at most. */
const BATCH = 2_000;

/**
 * Fills a folder with the demo site's past, the same at each call but for secrets: visitors and their chats, decided by the
 * relay's own rules, stored by its own storage and indexed by its own indexer, with nothing left to do. Much faster than
 * people could, since thousands of steps share a commit and thousands of messages a piece of the index of words.
 */
export async function fill(options: FillOptions): Promise<Filled> {
  const { dataDir, events } = options;
  const storage = await openStorage({ dataDir });
  try {
    const writer = await createWriter(storage, options);
    while (writer.filled.events < events) {
      await writer.write(Math.min(BATCH, Math.ceil((events - writer.filled.events) / 2)));
      await indexAll(storage);
    }
    return writer.filled;
  } finally {
    await storage.close();
  }
}

/** Hands on and indexes what was written. */
async function indexAll(storage: Storage): Promise<void> {
  await storage.write(async (db) => {
    await takeOutbox(db, BATCH * 2);
    const writeDerived = <T>(work: (tables: Db) => Promise<T>) => work(db);
    await indexBatch({ words: storage.words, writeDerived }, BATCH * 2);
  });
}
