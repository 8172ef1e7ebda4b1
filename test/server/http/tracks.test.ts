import { uuidv7 } from 'uuidv7';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { chatChoicesSchema } from '../../../protocol/index.schema.ts';
import { becomeOwner, type ConsoleApi } from '../../helpers/console-api.ts';
import { demoSiteKey } from '../../helpers/demo-site.ts';
import { operatorArrives, operatorSend, saysAtOnce, visitorArrives } from '../../helpers/people.ts';
import { tokenFor } from '../../helpers/site-backend.ts';
import { startTestRelay, type TestRelay } from '../../helpers/start-relay.ts';

const BASKET = {
  total: 102,
  currency: 'EUR',
  items: [{ id: 'teapot', name: 'Round teapot', quantity: 1, price: 64 }],
};
const ORDER = { kind: 'order', id: '1001', ...BASKET };
/** Each within its limits, and together too much. */
const LONG = Object.fromEntries(Array.from({ length: 20 }, (_, nth) => [nth, 'x'.repeat(200)]));
const QUOTED = { id: '"'.repeat(64), name: '\u0001'.repeat(100), quantity: 1, price: 64 };

let relay: TestRelay;
let owner: ConsoleApi;
let site: string;

beforeAll(async () => {
  relay = await startTestRelay({ demo: true });
  owner = await becomeOwner(relay);
  site = await demoSiteKey(relay.url);
});
afterAll(() => relay.stop());

/** A visitor with a chat, whose page tells what they do. */
async function shopperArrives(extra: Record<string, unknown> = {}) {
  const visitor = await visitorArrives(relay.url, site, extra);
  const { chat } = await visitor.writes('Hello');
  const token = visitor.token ?? String(extra.token);
  return {
    ...visitor,
    chat,
    /** Resolves when it is kept. */
    tells: (track: object) => saysAtOnce(relay.url, site, token, { type: 'track', track }),
    forgets: () => saysAtOnce(relay.url, site, token, { type: 'bye', forget: true }),
  };
}

async function knownOf(chat: string) {
  return (await owner.call('GET', `/chats/${chat}/visitor`)).body;
}
async function chatsWith(query: Record<string, string>): Promise<string[]> {
  const { body } = await owner.call('GET', `/chats?${new URLSearchParams(query)}`);
  return body.chats.map(({ id }: { id: string }) => id);
}

test('C6 keeps an order once by its id, however often it is told, and the last of what is told', async () => {
  const { chat, tells } = await shopperArrives();
  const operator = await operatorArrives(relay.url, owner);
  await tells(ORDER);
  await operator.sees(chat, ({ visitor }) => visitor.changedAt > 0);
  const [first] = (await knownOf(chat)).orders;
  await tells(ORDER);
  await tells({ ...ORDER, id: '1002' });
  await tells({ ...ORDER, total: 90 });
  const { orders } = await knownOf(chat);
  expect(orders).toHaveLength(2);
  const { kind: _, ...order } = ORDER;
  expect(orders).toContainEqual({ ...order, total: 90, at: first.at });
});

test('C6 shows the present cart until it is empty or ordered', async () => {
  const { chat, tells } = await shopperArrives();
  await tells({ kind: 'cart', ...BASKET });
  await tells({ kind: 'cart', ...BASKET, total: 38 });
  expect((await knownOf(chat)).cart).toMatchObject({ total: 38, items: BASKET.items });
  await tells({ kind: 'cart', total: 0, currency: 'EUR', items: [] });
  expect((await knownOf(chat)).cart).toBeNull();
  await tells({ kind: 'cart', ...BASKET });
  await tells(ORDER);
  expect(await knownOf(chat)).toMatchObject({ cart: null, orders: [{ id: '1001' }] });
  await tells({ kind: 'cart', ...BASKET });
  await tells(ORDER);
  expect((await knownOf(chat)).cart).toMatchObject({ total: 102 });
});

test('C6 forgets all of it with the visitor', async () => {
  const { chat, tells, forgets } = await shopperArrives();
  await tells(ORDER);
  await tells({ kind: 'cart', ...BASKET });
  await tells({ kind: 'event', name: 'Compared', properties: { pots: 2 } });
  await tells({ kind: 'event', name: 'Compared', properties: { pots: 3 } });
  expect((await knownOf(chat)).events).toMatchObject([
    { name: 'Compared', properties: { pots: 3 } },
    { name: 'Compared', properties: { pots: 2 } },
  ]);
  await forgets();
  expect(await knownOf(chat)).toMatchObject({ orders: [], cart: null, events: [], goals: [] });
});

test('C8 finds by a goal the chats that were open when it was reached, or on that day', async () => {
  const shopper = await shopperArrives();
  const other = await shopperArrives();
  const operator = await operatorArrives(relay.url, owner);
  operator.line.say(operatorSend(shopper.chat, { kind: 'joined' }, uuidv7()));
  operator.line.say(operatorSend(shopper.chat, { kind: 'closed' }, uuidv7()));
  await operator.sees(shopper.chat, ({ state }) => state === 'closed');
  const goal = { kind: 'goal', name: 'Purchase, “big”', properties: { over: 100 } };
  await shopper.tells(goal);
  await shopper.tells(goal);
  await operator.sees(shopper.chat, ({ goals }) => goals.length === 1);
  expect(await chatsWith({ goal: goal.name })).toEqual([shopper.chat]);
  expect(await chatsWith({ goal: 'purchase' })).toEqual([]);
  expect((await knownOf(shopper.chat)).goals).toMatchObject([
    { name: goal.name, properties: { over: 100 } },
  ]);
  const { body } = await owner.call('GET', '/chats/choices');
  expect(chatChoicesSchema.parse(body).goals).toContain(goal.name);
  expect((await owner.call('GET', `/chats?goal=${'x'.repeat(65)}`)).body.error).toMatchObject({
    field: 'goal',
  });
  await shopper.forgets();
  expect(await chatsWith({ goal: goal.name })).toEqual([shopper.chat]);
  expect(await chatsWith({ goal: goal.name })).not.toContain(other.chat);
});

test('C8 exports the goals of a chat', async () => {
  const { tells } = await shopperArrives();
  await tells({ kind: 'goal', name: 'Newsletter', properties: {} });
  const exported = async (format: string) => {
    const address = `${relay.url}/api/v1/chats/export?goal=Newsletter&format=${format}`;
    return (await fetch(address, { headers: { cookie: owner.cookie } })).text();
  };
  expect(JSON.parse(await exported('json'))).toMatchObject({ goals: ['Newsletter'] });
  expect(await exported('chats')).toContain(',Newsletter,');
});

test('C6 gives a user what was told on each of their devices', async () => {
  const { body: sites } = await owner.call('GET', '/sites');
  const { body } = await owner.call('POST', `/sites/${sites[0].id}/secrets`);
  const proof = tokenFor(body.secret, { sub: 'u-9' });
  const prove = async ({ line }: Awaited<ReturnType<typeof shopperArrives>>) => {
    line.say({ type: 'identify', token: proof });
    return (await line.hear('identified')).token;
  };
  const first = await shopperArrives();
  await first.tells(ORDER);
  await prove(first);
  const second = await shopperArrives();
  await second.tells({ ...ORDER, id: '2002' });
  await second.tells({ ...ORDER, total: 5 });
  const token = await prove(second);
  const { chat } = await shopperArrives({ token });
  const orders: { id: string; total: number }[] = (await knownOf(chat)).orders;
  expect(new Map(orders.map(({ id, total }) => [id, total]))).toEqual(
    new Map([
      ['1001', 5],
      ['2002', 102],
    ]),
  );
});

test.each([
  [{ ...ORDER, id: 'x'.repeat(65) }, /track\.id .*limit is 64/],
  [{ ...ORDER, total: -1 }, /track\.total/],
  [{ ...ORDER, currency: 'euro' }, /track\.currency must be three capital letters/],
  [{ ...ORDER, items: Array.from({ length: 51 }, () => ORDER.items[0]) }, /track\.items/],
  [{ ...ORDER, items: [{ name: 'x', quantity: 0 }] }, /track\.items\.0\.quantity/],
  [{ kind: 'event', name: ' ', properties: {} }, /track\.name must not be blank/],
  [{ kind: 'goal', name: 'g', properties: { a: 'x'.repeat(301) } }, /track\.properties\.a .*300/],
  [{ kind: 'goal', name: 'g', properties: LONG }, /track is 4\d{3} characters .* limit is 4000/],
  [{ ...ORDER, items: Array.from({ length: 50 }, () => QUOTED) }, /track is .* limit is 20000/],
  [{ kind: 'refund' }, /track/],
])('B2 refuses what is over its limits, and names it: %#', async (track, sentence) => {
  const { line } = await visitorArrives(relay.url, site);
  line.say({ type: 'track', track });
  const { code, message } = await line.hear('refused');
  expect([code, message]).toEqual(['invalid', expect.stringMatching(sentence)]);
});
