import { randomUUID } from 'node:crypto';
import { describe, expect, onTestFinished, test } from 'vitest';
import type { OperatorId } from '../../protocol/index.ts';
import {
  type AppendRequest,
  chatById,
  claimJobs,
  eventsAfter,
  insertJob,
  type JobRow,
  type Storage,
  takeOutbox,
} from '../../server/storage/index.ts';
import {
  appended,
  newChat,
  newEventId,
  newOperatorId,
  newPlace,
  oneMore,
  type Person,
  says,
  visitorOf,
} from './storage-fixtures.ts';

const TIMES = Array.from({ length: 20 }, (_, time) => time);

/** What an engine for several nodes must keep while each has the same database open. */
export function nodesContract(open: (place: string) => Promise<Storage>): void {
  async function twoNodes(): Promise<[Storage, Storage]> {
    const place = await newPlace();
    const one = await open(place);
    onTestFinished(() => one.close());
    const other = await open(place);
    onTestFinished(() => other.close());
    return [one, other];
  }

  describe('two nodes', () => {
    test('number one chat without gaps when both append to it at once', async () => {
      const nodes = await twoNodes();
      const person = await visitorOf(nodes[0]);
      const { chat } = await appended(nodes[0], says(person, 'first'));
      await atOnce(nodes, TIMES, (node, time) => appended(node, says(person, `message ${time}`)));
      const rows = await eventsAfter(nodes[1].read, chat.id, 0, 100);
      expect(rows.map(({ seq }) => seq)).toEqual(
        Array.from({ length: 2 * TIMES.length + 1 }, (_, index) => index + 1),
      );
      expect((await chatById(nodes[0].read, chat.id))?.last_seq).toBe(2 * TIMES.length + 1);
    });

    test('know when a chat began that a node of an earlier version wrote, which does not say it', async () => {
      const [one, other] = await twoNodes();
      const { said_at: _, ...chat } = newChat(await visitorOf(one));
      await one.write((db) =>
        db
          .insertInto('chats')
          .values(chat as ReturnType<typeof newChat>)
          .execute(),
      );
      const row = await chatById(other.read, chat.id);
      expect(new Date(row?.said_at ?? 0).getFullYear()).toBeGreaterThan(2_000);
    });

    test('keep one open chat per visitor when both get a first message at once', async () => {
      const nodes = await twoNodes();
      const people = await Promise.all(TIMES.map(() => visitorOf(nodes[0])));
      const results = await atOnce(nodes, people, (node, person) =>
        appended(node, says(person, 'hello')),
      );
      const chats = new Set(results.map(({ chat }) => chat.id));
      expect(chats.size).toBe(people.length);
      const rows = await nodes[0].read.selectFrom('chats').select('id').execute();
      expect(rows).toHaveLength(people.length);
    });

    test('take what one visitor sent to both as one message', async () => {
      const nodes = await twoNodes();
      const person = await visitorOf(nodes[0]);
      const request = says(person, 'once');
      const results = await atOnce(nodes, TIMES, async (node) => (await node.append([request]))[0]);
      const outcomes = results.map((result) => result?.outcome);
      expect(outcomes.filter((outcome) => outcome === 'appended')).toHaveLength(1);
      expect(outcomes.filter((outcome) => outcome === 'repeated')).toHaveLength(
        2 * TIMES.length - 1,
      );
    });

    test('keep an operator’s limit of chats when both assign at once', async () => {
      const nodes = await twoNodes();
      const operator = await operatorOf(nodes[0]);
      const limit = 3;
      const results = await atOnce(nodes, TIMES, async (node) =>
        node.append([takes(await visitorOf(node), operator, limit)]),
      );
      const outcomes = results.flat().map(({ outcome }) => outcome);
      expect(outcomes.filter((outcome) => outcome === 'appended')).toHaveLength(limit);
      const chats = nodes[1].read.selectFrom('chats').select('id');
      expect(await chats.where('operator_id', '=', operator).execute()).toHaveLength(limit);
    });

    test('hear by changesSince of every change of the other', async () => {
      const [one, other] = await twoNodes();
      const person = await visitorOf(one);
      const start = await other.changesSince('');
      expect(start.chats).toEqual([]);
      const { chat } = await appended(one, says(person, 'hello'));
      const first = await other.changesSince(start.cursor);
      expect(first.chats).toMatchObject([{ id: chat.id, visitor_id: person.visitor, last_seq: 1 }]);
      await one.write((db) =>
        db.updateTable('chats').set({ seen_operator: 1 }).where('id', '=', chat.id).execute(),
      );
      const second = await other.changesSince(first.cursor);
      expect(second.chats).toMatchObject([{ id: chat.id, seen_operator: 1 }]);
    });

    test('hear by changesSince of a transaction that commits after later ones', async () => {
      const [one, other] = await twoNodes();
      const [slow, quick] = [await visitorOf(one), await visitorOf(one)];
      const { chat } = await appended(one, says(slow, 'hello'));
      const { cursor } = await other.changesSince('');
      const seen = await one.write(async (db) => {
        await db.updateTable('chats').set({ preview: 'late' }).where('id', '=', chat.id).execute();
        const later = await appended(other, says(quick, 'later, and committed first'));
        const before = await other.changesSince(cursor);
        expect(before.chats.map(({ id }) => id)).toContain(later.chat.id);
        return before;
      });
      const after = await other.changesSince(seen.cursor);
      expect(after.chats.map(({ id }) => id)).toContain(chat.id);
    });

    test('take each event of the outbox once, and none of one that the other is taking', async () => {
      const nodes = await twoNodes();
      const person = await visitorOf(nodes[0]);
      await Promise.all(
        nodes.map((node) => node.append(TIMES.map((time) => says(person, `${time}`)))),
      );
      const taken = await atOnce(nodes, TIMES, (node) => node.write((db) => takeOutbox(db, 3)));
      const seqs = taken.flat().map(({ seq }) => seq);
      expect(seqs.sort((one, other) => one - other)).toEqual(
        Array.from({ length: 2 * TIMES.length }, (_, index) => index + 1),
      );
    });

    test('pass over what the other is taking, without waiting for it', async () => {
      const [one, other] = await twoNodes();
      const person = await visitorOf(one);
      for (const text of ['a', 'b', 'c']) await appended(one, says(person, text));
      await one.write(async (db) => {
        const mine = await takeOutbox(db, 2);
        const theirs = await other.write((otherDb) => takeOutbox(otherDb, 10));
        expect([mine.length, theirs.length]).toEqual([2, 1]);
      });
    });

    test('claim each job once', async () => {
      const nodes = await twoNodes();
      const jobs = Array.from({ length: 2 * TIMES.length }, newJob);
      await nodes[0].write(async (db) => {
        for (const job of jobs) await insertJob(db, job);
      });
      const claimed = await atOnce(nodes, TIMES, (node) =>
        node.write((db) => claimJobs(db, 10, 100, 3)),
      );
      const ids = claimed.flat().map(({ id }) => id);
      expect(new Set(ids).size).toBe(ids.length);
      expect(ids.sort()).toEqual(jobs.map(({ id }) => id).sort());
    });
  });
}

/** Does something with every item on both nodes, without waiting in between. */
function atOnce<Item, T>(
  nodes: readonly Storage[],
  items: readonly Item[],
  act: (node: Storage, item: Item) => Promise<T>,
): Promise<T[]> {
  return Promise.all(items.flatMap((item) => nodes.map((node) => act(node, item))));
}

async function operatorOf(storage: Storage): Promise<OperatorId> {
  const id = newOperatorId();
  await storage.write((db) =>
    db
      .insertInto('operators')
      .values({
        id,
        name: 'Olga',
        email: `${id}@example.org`,
        password_hash: null,
        role: 'operator',
        accepting: 1,
        chat_limit: 3,
        last_assigned_at: 0,
        accepting_at: 0,
        schedule: null,
        misses: 0,
        language: null,
        created_at: 1,
      })
      .execute(),
  );
  return id;
}

/** A new chat for an operator, where they have fewer than `limit`. */
function takes(person: Person, operator: OperatorId, limit: number): AppendRequest {
  const id = newEventId();
  return says(person, 'hello', {
    id,
    assignTo: operator,
    decide: (_, chats) =>
      chats < limit
        ? oneMore(newChat(person, { state: 'assigned', operator_id: operator }), {
            id,
            author_id: person.visitor,
            body: '{}',
          })
        : { refuse: 'conflict', detail: 'has enough' },
  });
}

function newJob(): JobRow {
  return {
    id: randomUUID(),
    kind: 'addon',
    target: 'webhook',
    payload: '{}',
    state: 'waiting',
    attempts: 0,
    run_at: 1,
    claimed_until: null,
    outcome: '',
    created_at: 1,
  };
}
