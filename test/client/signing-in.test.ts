import { uuidv7 } from 'uuidv7';
import { afterAll, beforeAll, expect, onTestFinished, test, vi } from 'vitest';
import type { VisitorClient } from '../../client/index.ts';
import type { ExportedChat, VisitorToken } from '../../protocol/index.ts';
import { becomeOwner, type ConsoleApi } from '../helpers/console-api.ts';
import { openGate } from '../helpers/gate.ts';
import { headlessVisitor } from '../helpers/headless-visitor.ts';
import { createRandom, type Random } from '../helpers/seeded-random.ts';
import { hashFor } from '../helpers/site-backend.ts';
import { startTestRelay, type TestRelay } from '../helpers/start-relay.ts';

const PATIENCE = { timeout: 10_000, interval: 10 };
const SEEDS = [1, 2, 3, 4, 5, 6, 7, 8];

let relay: TestRelay;
let owner: ConsoleApi;
let secret: string;

beforeAll(async () => {
  relay = await startTestRelay({ demo: true, env: { FRAMES_PER_SECOND: '10000' } });
  owner = await becomeOwner(relay);
  const [{ id }] = (await owner.call('GET', '/sites')).body;
  secret = (await owner.call('POST', `/sites/${id}/secrets`)).body.secret;
});
afterAll(() => relay.stop());

const proofOf = (userId: string) => ({ userId, hash: hashFor(secret, userId) });

async function isQuiet(client: VisitorClient): Promise<void> {
  // What was just done is told of after this turn.
  await Promise.resolve();
  await vi.waitFor(() => {
    expect(client.getState().pending).toEqual([]);
    expect(client.getState().connection.name).toBe('open');
  }, PATIENCE);
}

/** What visitors have said in each chat of the installation, in the log's order. */
async function said(): Promise<string[][]> {
  const answer = await fetch(`${relay.url}/api/v1/chats/export?format=json`, {
    headers: { cookie: owner.cookie, connection: 'close' },
  });
  const lines = (await answer.text()).split('\n').filter(Boolean);
  return lines.map((line) => textsIn(JSON.parse(line)));
}

function textsIn({ events }: ExportedChat): string[] {
  // What the relay exports is events of its log.
  return (events as { event: { kind: string; text?: string } }[]).flatMap(({ event }) =>
    event.kind === 'message' ? [event.text ?? ''] : [],
  );
}

function shownBy(client: VisitorClient): string[] {
  return client
    .getState()
    .view.items.flatMap((item) =>
      item.type === 'said' && item.body.kind === 'message' ? [item.body.text] : [],
    );
}

/** Lets what is under way get somewhere, each time somewhere else. */
async function passTurns(random: Random): Promise<void> {
  for (let turns = random.below(40); turns > 0; turns -= 1) await new Promise(setImmediate);
}

test.each(SEEDS)(
  'A18 P2 P3 neither loses nor doubles what is written around signing in, seed %i',
  async (seed) => {
    const random = createRandom(seed);
    const user = proofOf(uuidv7());
    const desk = await headlessVisitor(relay.url);
    desk.client.identify(user);
    desk.client.send({ kind: 'message', text: `desk ${seed}` });
    await isQuiet(desk.client);

    const { client: phone } = await headlessVisitor(relay.url);
    const texts = Array.from({ length: 12 }, (_, nth) => `phone ${seed}.${nth}`);
    const signsInAt = random.below(texts.length);
    for (const [nth, text] of texts.entries()) {
      if (nth === signsInAt) phone.identify(user);
      phone.send({ kind: 'message', text });
      await passTurns(random);
      if (random.below(4) === 0) phone.disconnect();
      if (random.below(2) === 0) phone.connect();
    }
    phone.connect();
    await isQuiet(phone);
    expect(phone.getState().visitor).toBe(desk.client.getState().visitor);
    const chats = (await said()).filter((chat) => chat.some((text) => texts.includes(text)));
    const all = chats.flat().filter((text) => texts.includes(text));
    expect(all.toSorted()).toEqual(texts.toSorted());
    for (const chat of chats) {
      const own = chat.filter((text) => texts.includes(text));
      expect(own).toEqual(texts.filter((text) => own.includes(text)));
    }
    desk.client.destroy();
    phone.destroy();
  },
);

test('A18 shows the chat of one device on the other, live', async () => {
  const user = proofOf(uuidv7());
  const desk = await headlessVisitor(relay.url);
  desk.client.identify(user);
  desk.client.send({ kind: 'message', text: 'at the desk' });
  await isQuiet(desk.client);
  const phone = await headlessVisitor(relay.url);
  phone.client.identify(user);
  phone.client.connect();
  await vi.waitFor(() => expect(shownBy(phone.client)).toEqual(['at the desk']), PATIENCE);
  phone.client.send({ kind: 'message', text: 'on the way' });
  await vi.waitFor(() => {
    expect(shownBy(desk.client)).toEqual(['at the desk', 'on the way']);
  }, PATIENCE);
  desk.client.destroy();
  phone.client.destroy();
});

test('A18 A19 signs in where no WebSocket passes', { timeout: 30_000 }, async () => {
  const gate = await openGate();
  onTestFinished(gate.close);
  gate.leadTo(relay.port);
  gate.set('refuses-upgrades');
  const user = proofOf(uuidv7());
  const desk = await headlessVisitor(relay.url);
  desk.client.identify(user);
  desk.client.send({ kind: 'message', text: 'by socket' });
  await isQuiet(desk.client);
  const { client: phone } = await headlessVisitor(gate.url);
  phone.send({ kind: 'message', text: 'by stream, before' });
  phone.identify(user);
  phone.send({ kind: 'message', text: 'by stream, after' });
  await vi.waitFor(() => {
    expect(phone.getState().visitor).toBe(desk.client.getState().visitor);
    expect(phone.getState().pending).toEqual([]);
  }, PATIENCE);
  const texts = (await said()).flat().filter((text) => text.startsWith('by stream'));
  expect(texts).toEqual(['by stream, before', 'by stream, after']);
  desk.client.destroy();
  phone.destroy();
});

test('B4 follows in one tab when its visitor signs in in another', async () => {
  let token: VisitorToken | undefined;
  const tokens = {
    read: () => token,
    write: (given: VisitorToken) => {
      token = given;
    },
    clear: () => {
      token = undefined;
    },
  };
  const user = proofOf(uuidv7());
  const desk = await headlessVisitor(relay.url);
  desk.client.identify(user);
  desk.client.send({ kind: 'message', text: 'at the desk' });
  await isQuiet(desk.client);
  const { client: first, store } = await headlessVisitor(relay.url, { tokens });
  first.send({ kind: 'message', text: 'before' });
  await isQuiet(first);
  const { client: second } = await headlessVisitor(relay.url, { tokens, store });
  second.connect();
  await isQuiet(second);
  first.identify(user);
  const { visitor } = desk.client.getState();
  await vi.waitFor(() => expect(second.getState().visitor).toBe(visitor), PATIENCE);
  second.send({ kind: 'message', text: 'after' });
  await isQuiet(second);
  expect((await said()).flat().filter((text) => text === 'after')).toHaveLength(1);
  for (const client of [desk.client, first, second]) client.destroy();
});

test('B4 shows and sends nothing of one user once another one signs in', async () => {
  const { client } = await headlessVisitor(relay.url);
  client.identify(proofOf(uuidv7()));
  client.send({ kind: 'message', text: 'Only of Ada' });
  await isQuiet(client);
  const ada = client.getState().visitor;
  client.disconnect();
  client.send({ kind: 'message', text: 'Never sent of Ada' });
  client.identify(proofOf(uuidv7()));
  await vi.waitFor(() => {
    const { visitor, connection } = client.getState();
    expect([visitor === ada, visitor === null, connection.name]).toEqual([false, false, 'open']);
  }, PATIENCE);
  await isQuiet(client);
  expect(shownBy(client)).toEqual([]);
  expect(client.getState().earlier).toMatchObject({ read: [], left: 0 });
  client.destroy();
});

test('B4 tells the page’s developer why a proof is refused, and goes on', async () => {
  const complaints: string[] = [];
  const onComplaint = (sentence: string) => void complaints.push(sentence);
  const { client } = await headlessVisitor(relay.url, { onComplaint });
  client.identify({ userId: 'ada', hash: '0'.repeat(64) });
  client.send({ kind: 'message', text: 'Hello all the same' });
  await isQuiet(client);
  expect(complaints).toEqual([expect.stringContaining('hash is not the HMAC-SHA256')]);
  client.destroy();
});
