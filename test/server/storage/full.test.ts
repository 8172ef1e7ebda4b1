import { expect, onTestFinished, test } from 'vitest';
import { eventsAfter, openStorage, type Storage } from '../../../server/storage/index.ts';
import {
  appended,
  newPlace,
  type Person,
  says,
  visitorOf,
} from '../../contracts/storage-fixtures.ts';

const LONG = 'x'.repeat(8_000);

/** Appends until the storage refuses; gives back how many it took, and the refusal. */
async function fill(
  storage: Storage,
  person: Person,
): Promise<{ taken: number; refusal: unknown }> {
  for (let taken = 0; taken < 1_000; taken += 1) {
    try {
      await storage.append([says(person, LONG)]);
    } catch (refusal) {
      return { taken, refusal };
    }
  }
  throw new Error('never full');
}

test('refuses appends with storage_full at the limit, keeps what it has, and works when room returns', async () => {
  const dataDir = await newPlace();
  const storage = await openStorage({ dataDir, maxMegabytes: 1 });
  onTestFinished(() => storage.close());
  const person = await visitorOf(storage);
  const { chat } = await appended(storage, says(person, 'first'));

  const { taken, refusal } = await fill(storage, person);
  expect(taken).toBeGreaterThan(50);
  expect(refusal).toMatchObject({ name: 'StorageError', code: 'storage_full' });
  await expect(storage.checkWritable()).rejects.toMatchObject({ code: 'storage_full' });
  expect(await eventsAfter(storage.read, chat.id, 0, 1_000)).toHaveLength(taken + 1);

  const other = await visitorOf(storage);
  await storage.write((db) => db.deleteFrom('visitors').where('id', '=', person.visitor).execute());
  await storage.checkWritable();
  expect((await appended(storage, says(other, LONG))).chat.last_seq).toBe(1);
});

test('stores nothing of a batch that does not fit, and numbers on without a gap with more room', async () => {
  const dataDir = await newPlace();
  const small = await openStorage({ dataDir, maxMegabytes: 1 });
  const person = await visitorOf(small);
  const { chat } = await appended(small, says(person, 'first'));
  const batch = Array.from({ length: 200 }, () => says(person, LONG));
  await expect(small.append(batch)).rejects.toMatchObject({ code: 'storage_full' });
  expect(await eventsAfter(small.read, chat.id, 0, 10)).toHaveLength(1);
  await small.close();

  const large = await openStorage({ dataDir });
  onTestFinished(() => large.close());
  await large.append(batch);
  const events = await eventsAfter(large.read, chat.id, 0, 1_000);
  expect(events.map(({ seq }) => seq)).toEqual(events.map((_, index) => index + 1));
  expect(events).toHaveLength(201);
});
