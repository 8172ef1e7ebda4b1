import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, onTestFinished, test } from 'vitest';
import {
  eventsAfter,
  metaValue,
  openStorage,
  type Storage,
  setMetaValue,
} from '../../server/storage/index.ts';
import { appendContract } from './append-contract.ts';
import { appended, message, newChat, newPlace, says, visitorOf } from './storage-fixtures.ts';

/** How an engine opens, or makes, the store of a place. */
export type OpenPlace = (place: string) => Promise<Storage>;

/** What every engine must keep of the port. */
export function storageContract(open: OpenPlace): void {
  appendContract(open);

  async function opened(place?: string): Promise<Storage> {
    const storage = await open(place ?? (await newPlace()));
    onTestFinished(() => storage.close());
    return storage;
  }

  describe('write', () => {
    test('rolls back and rejects when the work throws, and works on', async () => {
      const storage = await opened();
      const failing = storage.write(async (db) => {
        await setMetaValue(db, 'colour', 'red');
        throw new Error('changed my mind');
      });
      await expect(failing).rejects.toThrow('changed my mind');
      expect(await metaValue(storage.read, 'colour')).toBeUndefined();
      await storage.write((db) => setMetaValue(db, 'colour', 'blue'));
      expect(await metaValue(storage.read, 'colour')).toBe('blue');
    });

    test('keeps what is derived like any other write while the machine has power', async () => {
      const storage = await opened();
      const failing = storage.writeDerived(async (db) => {
        await setMetaValue(db, 'colour', 'red');
        throw new Error('changed my mind');
      });
      await expect(failing).rejects.toThrow('changed my mind');
      expect(await metaValue(storage.read, 'colour')).toBeUndefined();
      await storage.writeDerived((db) => setMetaValue(db, 'colour', 'blue'));
      expect(await metaValue(storage.read, 'colour')).toBe('blue');
    });

    test('runs writes and appends one after another in the order asked for', async () => {
      const storage = await opened();
      const person = await visitorOf(storage);
      const order: string[] = [];
      const first = storage.write(async (db) => {
        await setMetaValue(db, 'a', '1');
        await metaValue(db, 'a');
        order.push('write');
      });
      const decide = () => {
        order.push('append');
        return { chat: newChat(person), events: [] };
      };
      await Promise.all([first, storage.append([says(person, '', { decide })])]);
      expect(order).toEqual(['write', 'append']);
    });

    test('passes the check for a durable write and leaves nothing of it', async () => {
      const storage = await opened();
      await storage.checkWritable();
      const rows = await storage.read.selectFrom('meta').select('key').execute();
      expect(rows).toEqual([{ key: 'epoch' }]);
    });
  });

  describe('opening and closing', () => {
    test('keeps its epoch and all events when it is opened again', async () => {
      const place = await newPlace();
      const before = await open(place);
      const { chat } = await appended(before, says(await visitorOf(before), 'hello'));
      await before.close();
      const after = await opened(place);
      expect(after.epoch).toBe(before.epoch);
      expect(await eventsAfter(after.read, chat.id, 0, 10)).toHaveLength(1);
    });

    test('gives every new place an epoch of its own', async () => {
      expect((await opened()).epoch).not.toBe((await opened()).epoch);
    });

    test('finishes what was asked for before it closes, and refuses what comes later', async () => {
      const place = await newPlace();
      const storage = await open(place);
      const last = says(await visitorOf(storage), 'last');
      const [results] = await Promise.all([storage.append([last]), storage.close()]);
      expect(results[0]?.outcome).toBe('appended');
      await expect(storage.append([last])).rejects.toMatchObject({ code: 'storage_failed' });
      const [repeat] = await (await opened(place)).append([last]);
      expect(repeat?.outcome).toBe('repeated');
    });

    test('makes a backup under writes that opens as SQLite and holds everything before it', async () => {
      const storage = await opened();
      const person = await visitorOf(storage);
      const { chat } = await appended(storage, says(person, 'before'));
      const dataDir = await newPlace();
      const during = Array.from({ length: 50 }, (_, index) => says(person, `during ${index}`));
      await Promise.all([
        storage.backup(join(dataDir, 'counterbell.db')),
        ...during.map((one) => storage.append([one])),
      ]);
      const restored = await openStorage({ dataDir });
      onTestFinished(() => restored.close());
      expect(restored.epoch).toBe(storage.epoch);
      const [first] = await eventsAfter(restored.read, chat.id, 0, 100);
      expect(first?.body).toBe(message('before'));
      expect((await appended(restored, says(person, 'after'))).chat.id).toBe(chat.id);
    });

    test('keeps a backup from all but its owner, and refuses to write over a file', async () => {
      const storage = await opened();
      const file = join(await newPlace(), 'backup.db');
      await storage.backup(file);
      const { mode, size } = await stat(file);
      expect(mode & 0o777).toBe(0o600);
      await expect(storage.backup(file)).rejects.toThrow(file);
      expect((await stat(file)).size).toBe(size);
    });
  });
}
