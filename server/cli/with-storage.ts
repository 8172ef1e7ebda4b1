import { readSettings, type Settings } from '../config/index.ts';
import type { Storage } from '../storage/index.ts';

/** Opens the storage for one command and lets it go again: a folder while no relay works on it, Postgres beside those that do. */
export async function withStorage<T>(
  work: (storage: Storage, settings: Settings) => Promise<T>,
): Promise<T> {
  const settings = readSettings();
  const { MOVED, openStorage, removeMetaValue } = await import('../storage/index.ts');
  const { databaseUrl: url, dataDir } = settings;
  const storage = await openStorage({ url, dataDir, use: 'beside' });
  try {
    // What is changed here would be lost in another move.
    await storage.write((db) => removeMetaValue(db, MOVED));
    return await work(storage, settings);
  } finally {
    await storage.close();
  }
}
