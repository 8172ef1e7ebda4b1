import { expect, onTestFinished, test } from 'vitest';
import { openBus } from '../../../server/bus/index.ts';
import { tendIdle } from '../../../server/routing/tend-idle.ts';
import { chatById, chatsPerOperator, openStorage } from '../../../server/storage/index.ts';
import {
  appended,
  newChat,
  newOperatorId,
  newPlace,
  oneMore,
  says,
  visitorOf,
} from '../../contracts/storage-fixtures.ts';

const MINUTE_MS = 60_000;

test('lets answered chats of visitors who are gone fill no limit, closes them in time, and leaves what is owed', async () => {
  const storage = await openStorage({ dataDir: await newPlace() });
  onTestFinished(() => storage.close());
  const bus = await openBus({
    url: '',
    installation: '',
    onLoss: () => undefined,
    onTrouble: () => undefined,
  });
  const operator = newOperatorId();
  await storage.write(async (db) => {
    await db
      .insertInto('operators')
      .values({
        id: operator,
        name: 'Ada',
        email: 'a@example.org',
        password_hash: null,
        role: 'operator',
        accepting: 1,
        chat_limit: 6,
        last_assigned_at: 0,
        accepting_at: 0,
        schedule: null,
        misses: 0,
        language: null,
        created_at: 1,
      })
      .execute();
  });
  const [answered, owed] = [await visitorOf(storage), await visitorOf(storage)];
  const make = async (person: Awaited<ReturnType<typeof visitorOf>>, awaits_reply: number) => {
    const row = newChat(person, {
      state: 'active',
      operator_id: operator,
      awaits_reply,
      updated_at: 1,
    });
    await appended(
      storage,
      says(person, 'x', {
        decide: (found) =>
          oneMore(found ?? row, {
            id: says(person, 'x').id,
            author_id: person.visitor,
            body: '{"kind":"message","text":"x"}',
          }),
      }),
    );
    return row.id;
  };
  const chat = await make(answered, 0);
  const chatOwed = await make(owed, 1);
  const closed: string[] = [];
  const tend = (at: number) =>
    tendIdle({
      storage,
      bus,
      chats: {
        closeIdle: async (chat) => {
          closed.push(chat);
          return true;
        },
      },
      sites: new Map([
        [answered.site, { hours: { opening: null, queueLimit: null, closeAfterMinutes: 30 } }],
      ]),
      at,
    });
  expect((await chatsPerOperator(storage.read)).get(operator)).toBe(2);
  await tend(11 * MINUTE_MS);
  expect((await chatsPerOperator(storage.read)).get(operator)).toBe(1);
  expect((await chatById(storage.read, chat))?.idle).toBe(1);
  expect((await chatById(storage.read, chatOwed))?.idle).toBe(0);
  expect(closed).toEqual([]);
  bus.presence.visitorCame(answered.visitor);
  await tend(40 * MINUTE_MS);
  expect((await chatsPerOperator(storage.read)).get(operator)).toBe(2);
  expect(closed).toEqual([]);
  bus.presence.visitorLeft(answered.visitor);
  await tend(41 * MINUTE_MS);
  expect(closed).toEqual([chat]);
});
