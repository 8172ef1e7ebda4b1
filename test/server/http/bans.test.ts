import { uuidv7 } from 'uuidv7';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import type { BanList, ChatId, RelayFrame, VisitorId } from '../../../protocol/index.ts';
import { NAMES } from '../../../protocol/index.ts';
import { becomeOwner, type ConsoleApi, invite } from '../../helpers/console-api.ts';
import { demoSiteKey } from '../../helpers/demo-site.ts';
import { helloTo, messageTo } from '../../helpers/frame-line.ts';
import { operatorArrives, visitorArrives } from '../../helpers/people.ts';
import { startTestRelay, type TestRelay } from '../../helpers/start-relay.ts';
import { waitUntil } from '../../helpers/wait-until.ts';

let relay: TestRelay;
let owner: ConsoleApi;
let ada: ConsoleApi;
let site: string;
let visitor: Awaited<ReturnType<typeof visitorArrives>>;
let id: VisitorId;
let chat: ChatId;

beforeAll(async () => {
  relay = await startTestRelay({ demo: true });
  owner = await becomeOwner(relay);
  ada = await invite(relay.url, owner, 'operator', 'Ada');
  site = await demoSiteKey(relay.url);
});
afterAll(() => relay.stop());
beforeEach(async () => {
  visitor = await visitorArrives(relay.url, site);
  id = visitor.welcome.visitor;
  chat = (await visitor.writes('Buy my pills')).chat;
});

async function bans(more: object = {}) {
  const ban = { visitor: id, minutes: 60, reason: 'Spam', ...more };
  return ada.call('POST', '/bans', ban);
}

/** The code the visitor's messages are refused with, once the node they are on has heard of the ban. */
async function refusalOf(text: string): Promise<string> {
  const { line } = visitor;
  const refusals = () => line.heard.flatMap((frame) => (frame.type === 'refused' ? frame : []));
  const before = refusals().length;
  await waitUntil('a refusal', 5_000, async () => {
    const message = messageTo(chat, text);
    line.say(message);
    const isAnswer = (frame: RelayFrame) => 'id' in frame && frame.id === message.id;
    await waitUntil('an answer', 5_000, () => line.heard.some(isAnswer));
    return refusals().length > before;
  });
  const refused = refusals().at(-1);
  expect(refused?.final).toBe(true);
  return refused?.code ?? '';
}

test('refuses what a banned visitor writes, over WebSocket and HTTP, and in a new chat', async () => {
  expect((await bans()).status).toBe(204);
  expect(await refusalOf('More pills')).toBe('banned');
  const frames = [helloTo(site, { token: visitor.token }), messageTo('new', 'By another way')];
  const answer = await fetch(`${relay.url}${NAMES.visitorFrames}`, {
    method: 'POST',
    headers: { 'content-type': 'text/plain', origin: 'http://localhost' },
    body: frames.map((frame) => JSON.stringify(frame)).join('\n'),
  });
  expect(await answer.text()).toContain('"code":"banned"');
  const upload = await fetch(`${relay.url}${NAMES.visitorFiles}?site=${site}`, {
    method: 'POST',
    headers: {
      authorization: `Bearer ${visitor.token}`,
      'x-file-name': 'pills.txt',
      origin: 'http://localhost',
    },
    body: 'pills',
  });
  expect((await upload.json()).error.code).toBe('banned');
});

test('tells operators by whom, why and until when, and keeps that from the visitor', async () => {
  const operator = await operatorArrives(relay.url, owner);
  await bans({ minutes: null, reason: 'Insults everybody' });
  const { ban } = await operator.sees(chat, (row) => row.ban !== null);
  expect(ban).toMatchObject({ by: 'Ada', reason: 'Insults everybody', until: null });
  expect(await refusalOf('Why?')).toBe('banned');
  expect(JSON.stringify(visitor.line.heard)).not.toContain('Insults');
});

test('tells a banned visitor’s panel that nobody answers them, now and at the next hello, until the ban is lifted', async () => {
  await bans();
  const banned = { accepting: false, reason: 'banned' };
  await visitor.line.hear('presence', (frame) => 'reason' in frame && frame.reason === 'banned');
  const back = await visitorArrives(relay.url, site, { token: visitor.token });
  expect(back.welcome).toMatchObject(banned);
  await ada.call('DELETE', `/bans/${id}`);
  await back.line.hear('presence', (frame) => !('reason' in frame) || frame.reason !== 'banned');
});

test('closes the chat where that is asked for', async () => {
  await bans({ closeChat: true });
  await visitor.line.hear('event', ({ event }) => event.kind === 'closed');
});

test('lets a visitor write again once the ban is lifted, by any operator', async () => {
  await bans();
  expect(await refusalOf('Please')).toBe('banned');
  expect((await ada.call('DELETE', `/bans/${id}`)).status).toBe(204);
  await visitor.writes('Thank you', chat);
  expect((await ada.call('DELETE', `/bans/${id}`)).status).toBe(404);
});

test('lists to managers who is banned, a second ban in the place of the first', async () => {
  await bans();
  await bans({ minutes: 1_440, reason: 'Spam again' });
  const { body } = await owner.call('GET', '/bans');
  const own = (body as BanList).filter((ban) => ban.visitor.id === id);
  expect(own).toMatchObject([{ by: 'Ada', reason: 'Spam again', site: { name: 'Demo shop' } }]);
  expect((own[0]?.until ?? 0) - (own[0]?.at ?? 0)).toBe(86_400_000);
  expect((await ada.call('GET', '/bans')).status).toBe(403);
});

test.each([
  ['a time beyond a year', { minutes: 525_601 }, 'minutes'],
  ['no time at all', { minutes: 0 }, 'minutes'],
  ['no reason', { reason: ' ' }, 'reason'],
  ['a reason that is too long', { reason: 'x'.repeat(301) }, 'reason'],
])('refuses %s and names the field', async (_what, more, field) => {
  const { status, body } = await bans(more);
  expect(status).toBe(400);
  expect(body.error.field).toBe(field);
});

test('knows nobody whom nobody knows, and lets viewers ban nobody', async () => {
  expect((await bans({ visitor: uuidv7() })).status).toBe(404);
  const viewer = await invite(relay.url, owner, 'viewer');
  const ban = { visitor: id, minutes: 60, reason: 'Spam' };
  expect((await viewer.call('POST', '/bans', ban)).status).toBe(403);
});
