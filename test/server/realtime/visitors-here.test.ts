import { uuidv7 } from 'uuidv7';
import { afterAll, beforeAll, beforeEach, expect, test, vi } from 'vitest';
import { CLOSES, type VisitorRow } from '../../../protocol/index.ts';
import { becomeOwner, type ConsoleApi, invite } from '../../helpers/console-api.ts';
import { helloTo, openLine } from '../../helpers/frame-line.ts';
import { operatorArrives, saysAtOnce, visitorArrives } from '../../helpers/people.ts';
import { startTestRelay, type TestRelay } from '../../helpers/start-relay.ts';

let relay: TestRelay;
let owner: ConsoleApi;
let site: { id: string; key: string };

beforeAll(async () => {
  relay = await startTestRelay();
  owner = await becomeOwner(relay);
});
afterAll(() => relay.stop());
beforeEach(async () => {
  site = await siteThat({ showVisitors: true });
});

async function siteThat(shows: { showVisitors: boolean }, id?: string) {
  const settings = {
    colour: '#112233',
    welcome: '',
    language: 'auto',
    consent: 'strict',
    ...shows,
  };
  const body = { name: 'Shop', domains: ['localhost'], settings };
  const path = id ? `/sites/${id}` : '/sites';
  return (await owner.call(id ? 'PUT' : 'POST', path, body)).body;
}

const YES = { choice: 'granted', by: 'banner', version: '1', text: 'May we?', page: '' };

/** A visitor who agreed to be remembered and has no panel open. */
async function visitorWhoAgreed(page = 'http://localhost/lamps') {
  const first = await visitorArrives(relay.url, site.key);
  const { token } = first;
  await saysAtOnce(relay.url, site.key, token, { type: 'consent', consent: YES });
  await first.line.hangUp();
  const hello = { token, seenOnly: true, page: { url: page, title: 'Lamps' } };
  return { ...(await visitorArrives(relay.url, site.key, hello)), token };
}

/** An operator who looks at the list. */
async function onlooker(wish: Record<string, unknown> = {}, api = owner) {
  const operator = await operatorArrives(relay.url, api);
  const look = (change: Record<string, unknown> = {}) =>
    operator.line.say({ type: 'watchVisitors', site: site.id, from: 0, ...wish, ...change });
  look();
  return {
    ...operator,
    look,
    /** Waits until the list is as `fits` says. */
    async seesList(fits: (rows: readonly VisitorRow[]) => boolean) {
      return operator.line.hear('visitors', ({ rows }) => fits(rows));
    },
  };
}

const only = (state: VisitorRow['state']) => (rows: readonly VisitorRow[]) =>
  rows.length === 1 && rows[0]?.state === state;

test('C7 shows who has the chat open, and nobody once they are gone', async () => {
  const operator = await onlooker();
  const visitor = await visitorArrives(relay.url, site.key);
  const { rows, counts } = await operator.seesList(only('looking'));
  expect(counts).toEqual({ looking: 1, waiting: 0, chatting: 0 });
  expect(rows[0]).toMatchObject({
    visitor: { id: visitor.welcome.visitor, name: null },
    page: { url: 'http://localhost/demo', title: 'Shop' },
    site: { id: site.id, name: 'Shop' },
    chat: null,
  });
  visitor.line.say({ type: 'identify', name: 'Ada' });
  const { chat } = await visitor.writes('Hello');
  await operator.seesList((all) => all[0]?.state === 'waiting' && all[0].visitor.name === 'Ada');
  operator.line.say({ type: 'send', id: uuidv7(), chat, event: { kind: 'joined' } });
  await operator.seesList((all) => all[0]?.state === 'chatting' && all[0].chat?.id === chat);
  await visitor.line.hangUp();
  await operator.seesList((all) => all.length === 0);
});

test('C7 shows who agreed, page by page, and through a page load', async () => {
  const operator = await onlooker();
  const visitor = await visitorWhoAgreed();
  const { rows } = await operator.seesList(only('looking'));
  const since = rows[0]?.since;
  visitor.line.say({ type: 'page', url: 'http://localhost/tables', title: 'Tables' });
  await operator.seesList((all) => all[0]?.page.title === 'Tables');
  await visitor.line.hangUp();
  await visitorArrives(relay.url, site.key, {
    token: visitor.token,
    seenOnly: true,
    page: { url: 'http://localhost/chairs', title: 'Chairs' },
  });
  const later = await operator.seesList((all) => all[0]?.page.title === 'Chairs');
  expect(later.rows).toHaveLength(1);
  expect(later.rows[0]).toMatchObject({ since, visits: 1 });
});

test('C7 keeps from operators who has neither agreed nor the chat open', async () => {
  const operator = await onlooker();
  const someone = await visitorArrives(relay.url, site.key);
  await operator.seesList((all) => all.length === 1);
  await someone.line.hangUp();
  await operator.seesList((all) => all.length === 0);
  const line = await openLine(relay.url, '/v1/ws', { origin: 'http://localhost' });
  line.say(helloTo(site.key, { token: someone.token, seenOnly: true }));
  expect((await line.closed).code).toBe(CLOSES.not_seen.code);
});

test('C7 shows a new visitor only from their yes on, and hides them with their no', async () => {
  const operator = await onlooker();
  const hello = { seenOnly: true };
  const visitor = await visitorArrives(relay.url, site.key, hello);
  const other = await visitorArrives(relay.url, site.key);
  const before = await operator.seesList((all) => all.length === 1);
  expect(before.rows[0]?.visitor.id).toBe(other.welcome.visitor);
  visitor.line.say({ type: 'consent', consent: YES });
  await operator.seesList((all) => all.length === 2);
  visitor.line.say({ type: 'consent', consent: { ...YES, choice: 'withdrawn' } });
  await operator.seesList((all) => all.length === 1);
});

test('C7 shows nobody by their consent where the site does not, also from one moment to the next', async () => {
  await visitorWhoAgreed();
  const operator = await onlooker();
  await operator.seesList((all) => all.length === 1);
  await siteThat({ showVisitors: false }, site.id);
  operator.look();
  await operator.seesList((all) => all.length === 0);
  const line = await openLine(relay.url, '/v1/ws', { origin: 'http://localhost' });
  line.say(helloTo(site.key, { seenOnly: true }));
  expect((await line.closed).code).toBe(CLOSES.not_seen.code);
});

test('C7 begins a chat with a visitor, which the operator has joined, with the pages before it', async () => {
  const operator = await onlooker();
  const visitor = await visitorWhoAgreed();
  visitor.line.say({ type: 'page', url: 'http://localhost/tables', title: 'Tables' });
  await operator.seesList((all) => all[0]?.page.title === 'Tables');
  const id = uuidv7();
  const first = { type: 'startChat', id, visitor: visitor.welcome.visitor, text: 'May I help?' };
  operator.line.say(first);
  const { chat } = await operator.line.hear('sent', (sent) => sent.id === id);
  const said = await visitor.line.hear('event', ({ event }) => event.kind === 'message');
  expect(said).toMatchObject({
    chat,
    author: { role: 'operator' },
    event: { text: 'May I help?' },
  });
  await operator.seesList(only('chatting'));
  await operator.sees(chat, ({ state, page }) => state === 'active' && page.title === 'Tables');
  await vi.waitFor(async () => {
    const details = await owner.call('GET', `/chats/${chat}/visitor`);
    expect(details.body.pages).toMatchObject([{ title: 'Tables' }, { title: 'Lamps' }]);
  });
  operator.line.say(first);
  const again = await operator.line.hear('sent', (sent) => sent.id === id);
  expect(again.chat).toBe(chat);
});

test('C7 has one open chat, whoever begins it, and takes no visitor from a colleague', async () => {
  const nora = await invite(relay.url, owner, 'operator', `Nora ${site.key.slice(3, 9)}`);
  const operator = await onlooker();
  const colleague = await onlooker({}, nora);
  const visitor = await visitorArrives(relay.url, site.key);
  await colleague.seesList(only('looking'));
  const own = await visitor.writes('Hello');
  const to = { type: 'startChat', visitor: visitor.welcome.visitor };
  colleague.line.say({ ...to, id: uuidv7(), text: 'Hello to you' });
  expect((await colleague.line.hear('sent')).chat).toBe(own.chat);
  operator.line.say({ ...to, id: uuidv7(), text: 'Me too' });
  expect((await operator.line.hear('refused')).message).toMatch(/Nora .* is in a chat with this/);
});

test('C7 refuses a chat with somebody who left, and with anybody to a viewer', async () => {
  const viewer = await invite(relay.url, owner, 'viewer', `Vic ${site.key.slice(3, 9)}`);
  const operator = await onlooker();
  const reader = await onlooker({}, viewer);
  const to = { type: 'startChat', visitor: crypto.randomUUID(), text: 'Hello?' };
  operator.line.say({ ...to, id: uuidv7() });
  expect((await operator.line.hear('refused')).message).toContain('no longer on the site');
  reader.line.say({ ...to, id: uuidv7() });
  expect(await reader.line.hear('refused')).toMatchObject({ code: 'not_allowed' });
});

test('C7 shows fifty at a time, and finds the page again where the list became shorter', async () => {
  const many = await Promise.all(
    Array.from({ length: 52 }, () => visitorArrives(relay.url, site.key)),
  );
  const operator = await onlooker();
  const first = await operator.line.hear('visitors', ({ count }) => count === 52);
  expect(first.rows).toHaveLength(50);
  operator.look({ from: 50 });
  const second = await operator.line.hear('visitors', ({ from }) => from === 50);
  expect(second.rows).toHaveLength(2);
  await Promise.all(many.slice(0, 40).map(({ line }) => line.hangUp()));
  const shorter = await operator.line.hear('visitors', ({ count }) => count === 12);
  expect([shorter.from, shorter.rows.length]).toEqual([0, 12]);
});
