import { sql } from 'kysely';
import { expect, onTestFinished, test } from 'vitest';
import { chatById, type EventRow, type Storage } from '../../server/storage/index.ts';
import {
  appended,
  newChat,
  newEventId,
  newOperatorId,
  newPlace,
  oneMore,
  type Person,
  visitorOf,
} from './storage-fixtures.ts';

type Written = Partial<EventRow> & { readonly at: number };

/** What a database of an earlier version holds is in the lists where it belongs. `open` opens what lies in a place, or anew. */
export function saidContract(open: (dataDir: string) => Promise<Storage>): void {
  const bySystem = { author_role: 'system', author_id: 'system' } as const;
  const operator = newOperatorId();
  const byOperator = { author_role: 'operator', author_id: operator } as const;
  const message = body({ kind: 'message', text: 'Hello' });
  const routed = { ...bySystem, body: body({ kind: 'queued', offline: false }), at: 90 };

  test('fills in when something was said last, and since when an answer is waited for', async () => {
    const place = await newPlace();
    const earlier = await open(place);
    const [asks, answered, again, silent] = [
      await chatOf(earlier, 1, [{ body: message, at: 10 }, { body: message, at: 20 }, routed]),
      await chatOf(earlier, 0, [
        { body: message, at: 10 },
        { ...byOperator, body: message, at: 30 },
        { body: body({ kind: 'form', form: 'postChat', answers: [] }), at: 40 },
        routed,
      ]),
      await chatOf(earlier, 1, [
        { body: message, at: 10 },
        { ...byOperator, body: message, at: 30 },
        { ...byOperator, body: body({ kind: 'note', text: 'x' }), audience: 'operators', at: 45 },
        { body: message, at: 50 },
        { body: body({ kind: 'rating', good: true }), at: 60 },
        routed,
      ]),
      await chatOf(earlier, 0, [routed]),
    ];
    await undo(earlier);
    await earlier.close();

    const later = await open(place);
    onTestFinished(() => later.close());
    const timesOf = async (chat: typeof asks) => {
      const row = await chatById(later.read, chat);
      return [row?.said_at, row?.awaits_since];
    };
    expect(await timesOf(asks)).toEqual([20, 10]);
    expect(await timesOf(answered)).toEqual([40, null]);
    expect(await timesOf(again)).toEqual([60, 50]);
    expect(await timesOf(silent)).toEqual([1, null]);
  });
}

function body(content: { readonly kind: string; readonly [part: string]: unknown }): string {
  return JSON.stringify(content);
}

/** A chat of these events. */
async function chatOf(storage: Storage, awaits_reply: number, events: readonly Written[]) {
  const person = await visitorOf(storage);
  const chat = newChat(person, { awaits_reply });
  for (const event of events) await append(storage, person, chat, event);
  return chat.id;
}

async function append(
  storage: Storage,
  person: Person,
  chat: ReturnType<typeof newChat>,
  event: Written,
): Promise<void> {
  const written = { id: newEventId(), author_id: person.visitor, body: '', ...event };
  await appended(storage, {
    target: person,
    authorId: written.author_id,
    id: written.id,
    sentBody: written.body,
    decide: (found) => oneMore(found ?? chat, written),
  });
}

/** As it was before. */
async function undo(storage: Storage): Promise<void> {
  await storage.write(async (db) => {
    await db.schema.dropIndex('chats_closed_by_said_at').execute();
    for (const column of ['said_at', 'awaits_since', 'offered_until'])
      await db.schema.alterTable('chats').dropColumn(column).execute();
    await db.schema
      .createIndex('chats_closed_by_updated_at')
      .on('chats')
      .column('updated_at')
      .where(sql.ref('state'), '=', 'closed')
      .execute();
    await sql`delete from kysely_migration where name = '0023-said'`.execute(db);
  });
}
