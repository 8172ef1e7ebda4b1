import { uuidv7 } from 'uuidv7';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { LIMITS } from '../../../protocol/index.ts';
import { becomeOwner, type ConsoleApi, invite } from '../../helpers/console-api.ts';
import { operatorArrives, saysAtOnce, visitorArrives } from '../../helpers/people.ts';
import { startTestRelay, type TestRelay } from '../../helpers/start-relay.ts';

let relay: TestRelay;
let owner: ConsoleApi;
let site: string;

const PAGE = { title: 'Lamps', referrer: '' };

beforeAll(async () => {
  relay = await startTestRelay();
  owner = await becomeOwner(relay);
  const settings = { colour: '#112233', welcome: '', language: 'auto', consent: 'strict' };
  const made = await owner.call('POST', '/sites', { name: 'S', domains: ['localhost'], settings });
  site = made.body.key;
});
afterAll(() => relay.stop());

/** A visitor with a chat. */
async function visitorWithChat(extra: Record<string, unknown> = {}) {
  const visitor = await visitorArrives(relay.url, site, extra);
  const { chat } = await visitor.writes('Hello');
  return { ...visitor, chat, visitor: visitor.welcome.visitor };
}

async function detailsOf(chat: string) {
  return (await owner.call('GET', `/chats/${chat}/visitor`)).body;
}

/** Says a frame, and waits until it is done. */
function saysAndWaits(
  { token }: Awaited<ReturnType<typeof visitorWithChat>>,
  frame: Record<string, unknown>,
) {
  return saysAtOnce(relay.url, site, token, frame);
}

test('C6 keeps what a page says of its visitor, adds to it, and removes what is null', async () => {
  const someone = await visitorWithChat();
  const operator = await operatorArrives(relay.url, owner);
  await saysAndWaits(someone, {
    type: 'identify',
    attributes: { plan: 'pro', seats: 3, isTrial: true, gone: 'x' },
  });
  await operator.sees(someone.chat, ({ visitor }) => visitor.changedAt > 0);
  await saysAndWaits(someone, { type: 'identify', attributes: { seats: 4, gone: null } });
  expect((await detailsOf(someone.chat)).attributes).toEqual({
    plan: 'pro',
    seats: 4,
    isTrial: true,
  });
});

test.each([
  [{ plan: 'x'.repeat(301) }, /attributes\.plan.* 301 characters long, the limit is 300/],
  [{ [`n${'x'.repeat(64)}`]: 1 }, /65 characters long, the limit is 64/],
  [{ '  ': 1 }, /must have a name/],
  [{ plan: { name: 'pro' } }, /attributes\.plan/],
  [{ plan: 'a\u0000b' }, /NUL/],
  [{ plan: '\ud800' }, /well-formed/],
  [
    Object.fromEntries(Array.from({ length: 51 }, (_, at) => [`n${at}`, at])),
    /51, the limit is 50/,
  ],
])('C6 refuses attributes over their limits, and names them: %#', async (attributes, sentence) => {
  const { line } = await visitorWithChat();
  line.say({ type: 'identify', attributes });
  expect((await line.hear('refused')).message).toMatch(sentence);
});

test('C6 refuses more than fifty attributes also where they came one after another', async () => {
  const someone = await visitorWithChat();
  const many = Object.fromEntries(Array.from({ length: 50 }, (_, at) => [`n${at}`, at]));
  await saysAndWaits(someone, { type: 'identify', attributes: many });
  someone.line.say({ type: 'identify', attributes: { another: 1 } });
  expect((await someone.line.hear('refused')).message).toContain('51, the limit is 50');
  expect((await detailsOf(someone.chat)).attributes).toEqual(many);
});

test('C6 tells which pages the visitor opened while the chat was open, page loads included', async () => {
  const someone = await visitorWithChat();
  expect((await detailsOf(someone.chat)).pages).toMatchObject([{ url: 'http://localhost/demo' }]);
  await saysAndWaits(someone, { type: 'page', url: 'https://shop.example/1', title: 'One' });
  await someone.line.hangUp();
  const operator = await operatorArrives(relay.url, owner);
  await visitorArrives(relay.url, site, {
    token: someone.token,
    page: { url: 'https://shop.example/2', ...PAGE },
  });
  await operator.sees(someone.chat, ({ page }) => page.url === 'https://shop.example/2');
  expect((await detailsOf(someone.chat)).pages).toMatchObject([
    { url: 'https://shop.example/2', title: 'Lamps' },
    { url: 'https://shop.example/1', title: 'One' },
    { url: 'http://localhost/demo', title: 'Shop' },
  ]);
});

test('C6 keeps pages in their order, also where they come at once', async () => {
  const someone = await visitorWithChat();
  for (const page of [1, 2, 3])
    someone.line.say({ type: 'page', url: `https://shop.example/${page}`, title: '' });
  await vi.waitFor(async () => {
    const { pages } = await detailsOf(someone.chat);
    expect(pages.map(({ url }: { url: string }) => url)).toEqual([
      'https://shop.example/3',
      'https://shop.example/2',
      'https://shop.example/1',
      'http://localhost/demo',
    ]);
  });
});

test('C6 names the other chats of the same visitor, and nobody else’s', async () => {
  const someone = await visitorWithChat();
  const { chat } = someone;
  someone.line.say({ type: 'send', id: uuidv7(), chat, event: { kind: 'closed' } });
  await someone.line.hear('sent');
  const second = await someone.writes('Once more');
  await visitorWithChat();
  const { earlier, earlierCount } = await detailsOf(second.chat);
  expect(earlierCount).toBe(1);
  expect(earlier).toMatchObject([{ id: someone.chat, preview: 'Hello', rating: null }]);
});

test('C6 lets operators note things about a visitor, change their own, and managers all', async () => {
  const { chat, visitor } = await visitorWithChat();
  const nora = await invite(relay.url, owner, 'operator', 'Nora Notes');
  const otto = await invite(relay.url, owner, 'operator', 'Otto Other');
  const viewer = await invite(relay.url, owner, 'viewer', 'Vic Viewer');
  const notes = `/visitors/${visitor}/notes`;

  const made = await nora.call('POST', notes, { text: 'Likes blue lamps' });
  expect(made).toMatchObject({ status: 201, body: { author: { name: 'Nora Notes' } } });
  const note = `${notes}/${made.body.id}`;
  expect((await otto.call('PUT', note, { text: 'No' })).status).toBe(403);
  expect((await otto.call('DELETE', note)).status).toBe(403);
  expect((await viewer.call('POST', notes, { text: 'No' })).status).toBe(403);
  expect((await nora.call('PUT', note, { text: 'Likes red lamps' })).status).toBe(200);
  expect((await detailsOf(chat)).notes).toMatchObject([
    { text: 'Likes red lamps', author: { name: 'Nora Notes' }, changedAt: expect.any(Number) },
  ]);
  expect((await owner.call('DELETE', note)).status).toBe(204);
  expect((await detailsOf(chat)).notes).toEqual([]);
  expect((await owner.call('DELETE', note)).body.error.code).toBe('not_found');
});

test('C6 refuses notes that are too long, empty, or about nobody', async () => {
  const { visitor } = await visitorWithChat();
  const long = await owner.call('POST', `/visitors/${visitor}/notes`, { text: 'x'.repeat(2_001) });
  expect(long.body.error).toMatchObject({
    field: 'text',
    message: expect.stringContaining('2001 characters long, the limit is 2000'),
  });
  const blank = await owner.call('POST', `/visitors/${visitor}/notes`, { text: ' ' });
  expect(blank.status).toBe(400);
  const nobody = await owner.call('POST', `/visitors/${crypto.randomUUID()}/notes`, { text: 'x' });
  expect(nobody.status).toBe(404);
});

test('C6 keeps at most two hundred notes of a visitor', async () => {
  const { visitor } = await visitorWithChat();
  const add = (at: number) =>
    owner.call('POST', `/visitors/${visitor}/notes`, { text: `Note ${at}` });
  const made = await Promise.all(Array.from({ length: 205 }, (_, at) => add(at)));
  expect(made.filter(({ status }) => status === 201)).toHaveLength(LIMITS.notesPerVisitor);
  expect(made.find(({ status }) => status === 409)?.body.error.message).toContain('200 notes');
});

test('C6 F3 erases attributes, notes and pages when the visitor is forgotten', async () => {
  const someone = await visitorWithChat();
  await saysAndWaits(someone, { type: 'identify', attributes: { plan: 'pro' } });
  await saysAndWaits(someone, { type: 'page', url: 'https://shop.example/secret', title: 'T' });
  await owner.call('POST', `/visitors/${someone.visitor}/notes`, { text: 'Remember me' });
  await saysAndWaits(someone, { type: 'bye', forget: true });
  const { pages, ...rest } = await detailsOf(someone.chat);
  expect(rest).toMatchObject({ attributes: {}, notes: [], visits: 0 });
  expect(pages).toHaveLength(1);
});

test('answers who is not signed in, and who asks for a chat that is not there', async () => {
  const { chat } = await visitorWithChat();
  expect((await fetch(`${relay.url}/api/v1/chats/${chat}/visitor`)).status).toBe(401);
  expect((await owner.call('GET', `/chats/${crypto.randomUUID()}/visitor`)).status).toBe(404);
});
