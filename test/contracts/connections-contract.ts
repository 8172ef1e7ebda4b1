import { describe, expect, onTestFinished, test } from 'vitest';
import { metaValue, type Storage, setMetaValue } from '../../server/storage/index.ts';
import { newPlace } from './storage-fixtures.ts';

/** What every engine must keep of its reading side, which is a connection of its own. */
export function connectionsContract(open: (place: string) => Promise<Storage>): void {
  async function opened(): Promise<Storage> {
    const storage = await open(await newPlace());
    onTestFinished(() => storage.close());
    return storage;
  }

  describe('read', () => {
    test('shows nothing before the commit', async () => {
      const storage = await opened();
      await storage.write(async (db) => {
        await setMetaValue(db, 'secret', 'not yet');
        expect(await metaValue(storage.read, 'secret')).toBeUndefined();
      });
      expect(await metaValue(storage.read, 'secret')).toBe('not yet');
    });

    test('refuses to write', async () => {
      const storage = await opened();
      await expect(setMetaValue(storage.read, 'a', '1')).rejects.toThrow();
    });
  });
}
