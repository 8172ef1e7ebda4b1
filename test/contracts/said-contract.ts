import { sql } from 'kysely';
import { expect, onTestFinished, test } from 'vitest';
import {
  chatById,
  type EventRow,
  type Storage,
  visitorsFoundBy,
} from '../../server/storage/index.ts';
import {
  appended,
  newChat,
  newEventId,
  newOperatorId,
  newPlace,
  newVisitorId,
  oneMore,
  type Person,
  visitorOf,
} from './storage-fixtures.ts';

/** Their words are more than fit into one statement. */
const VISITORS = 250;

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
    const before = await chatById(earlier.read, asks);
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
    // All else stays, so that no other node takes it for a change.
    const after = await chatById(later.read, asks);
    expect(after).toEqual({ ...before, said_at: 20, awaits_since: 10 });
  });

  test('finds visitors by their words, however many words each has', async () => {
    const place = await newPlace();
    const earlier = await open(place);
    const { site } = await visitorOf(earlier);
    const name = wordsFrom(0, 50);
    const email = wordsFrom(50, 110);
    const people = Array.from({ length: VISITORS }, () => ({
      ...{ id: newVisitorId(), site_id: site, name, email, created_at: 1 },
    }));
    await earlier.write((db) => db.insertInto('visitors').values(people).execute());
    await undo(earlier);
    await earlier.close();

    const later = await open(place);
    onTestFinished(() => later.close());
    const found = await visitorsFoundBy(later.read, 'w0 w109', 2 * VISITORS);
    expect(found).toHaveLength(VISITORS);
  });
}

/** `w0 w1 w2` … */
function wordsFrom(first: number, end: number): string {
  return Array.from({ length: end - first }, (_, at) => `w${first + at}`).join(' ');
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

/** As it was before visitors were found by their words, sites deleted, pages told what is done and chats knew when something was said. */
async function undo(storage: Storage): Promise<void> {
  await storage.write(async (db) => {
    await db.schema.dropIndex('chats_closed_by_said_at').execute();
    for (const column of ['said_at', 'awaits_since', 'offered_until', 'goals'])
      await db.schema.alterTable('chats').dropColumn(column).execute();
    await db.schema
      .createIndex('chats_closed_by_updated_at')
      .on('chats')
      .column('updated_at')
      .where(sql.ref('state'), '=', 'closed')
      .execute();
    for (const table of ['goals', 'tracked', 'visitor_words'])
      await db.schema.dropTable(table).execute();
    for (const index of ['consents_by_site_id', 'chats_by_mark'])
      await db.schema.dropIndex(index).execute();
    await db.schema.alterTable('sites').dropColumn('deleted_at').execute();
    await sql`delete from kysely_migration where name >= '0020'`.execute(db);
  });
}
