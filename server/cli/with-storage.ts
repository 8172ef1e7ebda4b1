import { readSettings, type Settings } from '../config/index.ts';
import type { Storage } from '../storage/index.ts';

/** Opens the data folder for one command and lets it go again. Rejects while a relay works on it. */
export async function withStorage<T>(
  work: (storage: Storage, settings: Settings) => Promise<T>,
): Promise<T> {
  const settings = readSettings();
  const { openStorage } = await import('../storage/index.ts');
  const { databaseUrl: url, dataDir } = settings;
  const storage = await openStorage({ url, dataDir });
  try {
    return await work(storage, settings);
  } finally {
    await storage.close();
  }
}
