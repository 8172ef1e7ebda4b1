import { uuidv7 } from 'uuidv7';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { becomeOwner, type ConsoleApi, invite } from '../../helpers/console-api.ts';
import { demoSiteKey } from '../../helpers/demo-site.ts';
import { operatorArrives, operatorSend, visitorArrives } from '../../helpers/people.ts';
import { startTestRelay, type TestRelay } from '../../helpers/start-relay.ts';

type Desk = Awaited<ReturnType<typeof operatorArrives>>;

let relay: TestRelay;
let owner: ConsoleApi;
let site: { id: string; key: string };

beforeEach(async () => {
  relay = await startTestRelay({ demo: true });
  owner = await becomeOwner(relay);
  const key = await demoSiteKey(relay.url);
  const { body } = await owner.call('GET', '/sites');
  site = { id: body[0].id, key };
});
afterEach(() => relay.stop());

async function operator(name: string): Promise<Desk> {
  return operatorArrives(relay.url, await invite(relay.url, owner, 'operator', name));
}

async function acceptingOperator(name: string): Promise<Desk> {
  const desk = await operator(name);
  await desk.accepts();
  return desk;
}

async function group(input: object): Promise<string> {
  const { body } = await owner.call('POST', '/groups', { name: 'Sales', ...input });
  return body.id;
}

async function newChat() {
  const visitor = await visitorArrives(relay.url, site.key);
  const { chat } = await visitor.writes('Hello');
  return { visitor, chat };
}

const isOf = (desk: Desk) => (row: { operator: { id: string } | null }) =>
  row.operator?.id === desk.id;

test('gives a site’s chats to its groups alone, and says when nobody of them is there', async () => {
  const [ada, bob] = [await acceptingOperator('Ada'), await acceptingOperator('Bob')];
  await group({ members: [bob.id], sites: [site.id] });
  await bob.line.hear('groups', ({ groups }) => groups.length === 1);
  for (const _ of [1, 2, 3]) {
    const { chat } = await newChat();
    await ada.sees(chat, isOf(bob));
  }
  const visitor = await visitorArrives(relay.url, site.key);
  await visitor.hearsAccepting(true);
  await bob.accepts(false);
  await visitor.hearsAccepting(false);
});

test('offers what nobody accepts to the next, tells operators why, and visitors nothing of it', async () => {
  const [ada, bob] = [await acceptingOperator('Ada'), await acceptingOperator('Bob')];
  const members = [ada.id, bob.id];
  await group({ members, sites: [site.id], rule: 'roundRobin', acceptSeconds: 5, missLimit: 1 });
  await ada.line.hear('groups', ({ groups }) => groups.length === 1);
  const { visitor, chat } = await newChat();
  const first = (await ada.sees(chat, ({ state }) => state === 'assigned')).operator?.id;
  const [silent, other] = first === ada.id ? [ada, bob] : [bob, ada];
  await expect
    .poll(
      () => other.line.heard.some((frame) => frame.type === 'chat' && isOf(other)(frame.chat)),
      {
        timeout: 10_000,
      },
    )
    .toBe(true);
  await silent.line.hear(
    'presence',
    (frame) =>
      'operators' in frame &&
      frame.operators.some(({ id, away }) => id === silent.id && away === 'missed'),
  );
  other.watches(chat);
  const reasons = ['next_in_turn', 'not_accepted', 'next_in_turn'];
  for (const reason of reasons) {
    await other.line.hear('event', ({ event }) => 'reason' in event && event.reason === reason);
  }
  await visitor.line.hear(
    'event',
    ({ event }) => event.kind === 'assigned' && event.operator.id === other.id,
  );
  const again = await visitorArrives(relay.url, site.key, { token: visitor.token });
  await again.line.hear('event', ({ event }) => event.kind === 'assigned');
  const heard = JSON.stringify([visitor.line.heard, again.line.heard]);
  for (const reason of reasons) expect(heard).not.toContain(reason);
  await silent.accepts();
}, 15_000);

test('offers what nobody accepts to the next also where somebody is there, who goes on accepting', async () => {
  const [ada, bob] = [await acceptingOperator('Ada'), await acceptingOperator('Bob')];
  const members = [ada.id, bob.id];
  await group({ members, sites: [site.id], rule: 'roundRobin', acceptSeconds: 5, missLimit: 1 });
  await ada.line.hear('groups', ({ groups }) => groups.length === 1);
  const { chat } = await newChat();
  const first = (await ada.sees(chat, ({ state }) => state === 'assigned')).operator?.id;
  const [busy, other] = first === ada.id ? [ada, bob] : [bob, ada];
  busy.line.say({ type: 'ping', used: true });
  await busy.line.hear('pong');
  await expect
    .poll(() => other.line.heard.some((one) => one.type === 'chat' && isOf(other)(one.chat)))
    .toBe(true);
  await other.accepts(false);
  const next = await newChat();
  await busy.sees(next.chat, isOf(busy));
}, 20_000);

test('offers messages that were left to whoever begins to accept', async () => {
  const ada = await operator('Ada');
  const { chat } = await newChat();
  await ada.sees(chat, ({ state }) => state === 'unanswered');
  await ada.accepts();
  await ada.sees(chat, isOf(ada));
});

test('gives a visitor who comes back to whom they know', async () => {
  const ada = await acceptingOperator('Ada');
  const { visitor, chat } = await newChat();
  await ada.sees(chat, isOf(ada));
  ada.line.say(operatorSend(chat, { kind: 'joined' }, uuidv7()));
  await ada.line.hear('sent');
  ada.line.say(operatorSend(chat, { kind: 'closed' }, uuidv7()));
  await ada.sees(chat, ({ state }) => state === 'closed');
  const bob = await acceptingOperator('Bob');
  await newChat();
  await bob.line.hear('chat', (frame) => isOf(bob)(frame.chat));
  await newChat();
  await ada.line.hear('chat', (frame) => frame.chat.id !== chat && isOf(ada)(frame.chat));
  await visitor.writes('Me again', chat);
  ada.watches(chat);
  await ada.line.hear(
    'event',
    ({ event }) => event.kind === 'assigned' && event.reason === 'returning_visitor',
  );
});

test('shares chats of a site without a group as everybody’s settings say', async () => {
  const wish = { rule: 'roundRobin', acceptSeconds: null, missLimit: 2, keepMinutes: 30 };
  const set = await owner.call('PUT', '/groups/everybody', wish);
  expect(set.body).toEqual({ ...wish, priority: 'normal' });
  expect((await owner.call('GET', '/groups/everybody')).body).toEqual(set.body);
  const wrong = await owner.call('PUT', '/groups/everybody', { ...wish, keepMinutes: 0 });
  expect(wrong.body.error).toMatchObject({ code: 'invalid', field: 'keepMinutes' });
  const ada = await acceptingOperator('Ada');
  const { chat } = await newChat();
  ada.watches(chat);
  await ada.line.hear(
    'event',
    ({ event }) => event.kind === 'assigned' && event.reason === 'next_in_turn',
  );
});

test('switches somebody by their hours of work, and lets their own hand go before', async () => {
  const [ada, watcher] = [await operator('Ada'), await operator('Bob')];
  const always = Array.from({ length: 7 }, () => [{ from: '00:00', to: '24:00' }]);
  const schedule = { timeZone: 'UTC', week: always, holidays: [] };
  const { body } = await owner.call('PUT', `/operators/${ada.id}`, { chatLimit: 1, schedule });
  expect(body).toMatchObject({ chatLimit: 1, schedule });
  const stands = (wish: object) =>
    watcher.line.hear('presence', (frame) => {
      const me = 'operators' in frame && frame.operators.find(({ id }) => id === ada.id);
      return (
        Boolean(me) &&
        Object.entries(wish).every(([key, is]) => Reflect.get(Object(me), key) === is)
      );
    });
  await stands({ accepting: true, limit: 1 });
  await ada.accepts(false);
  await stands({ accepting: false, away: 'switch' });
  const never = { ...schedule, week: always.map(() => []) };
  await owner.call('PUT', `/operators/${ada.id}`, { chatLimit: 1, schedule: never });
  await stands({ accepting: false, away: 'schedule' });
  await ada.accepts();
});

test('names what is wrong with hours of work and limits', async () => {
  const ada = await operator('Ada');
  const refusal = async (input: object) =>
    (await owner.call('PUT', `/operators/${ada.id}`, { chatLimit: 6, schedule: null, ...input }))
      .body.error;
  expect(await refusal({ chatLimit: 0 })).toMatchObject({ field: 'chatLimit' });
  const schedule = { timeZone: 'Mars/Olympus', week: [], holidays: [] };
  expect((await refusal({ schedule })).field).toMatch(/^schedule/);
});
