import { uuidv7 } from 'uuidv7';
import { afterAll, beforeAll, beforeEach, expect, test, vi } from 'vitest';
import { type ChatId, CLOSES, DEFAULT_FORMS } from '../../../protocol/index.ts';
import { becomeOwner, type ConsoleApi } from '../../helpers/console-api.ts';
import { helloTo, messageTo, openLine } from '../../helpers/frame-line.ts';
import { operatorArrives, operatorSend, saysAtOnce, visitorArrives } from '../../helpers/people.ts';
import { hashFor, tokenFor } from '../../helpers/site-backend.ts';
import { shownForm } from '../../helpers/site-forms.ts';
import { startTestRelay, type TestRelay } from '../../helpers/start-relay.ts';

let relay: TestRelay;
let owner: ConsoleApi;
let site: { id: string; key: string };
let secret: string;
let user: string;

const PATIENCE = { timeout: 5_000, interval: 10 };
const SETTINGS = { colour: '#112233', welcome: '', language: 'auto', consent: 'strict' };

beforeAll(async () => {
  relay = await startTestRelay();
  owner = await becomeOwner(relay);
});
afterAll(() => relay.stop());
beforeEach(async () => {
  site = await newSite();
  secret = await newSecret(site.id);
  user = uuidv7();
});

async function newSite(settings: object = {}) {
  const body = { name: 'Shop', domains: ['localhost'], settings: { ...SETTINGS, ...settings } };
  const made = (await owner.call('POST', '/sites', body)).body;
  // Until every node has heard of it, whichever is asked.
  await vi.waitFor(async () => {
    for (let asked = 0; asked < 4; asked += 1) {
      expect((await owner.call('GET', `/sites/${made.id}/secrets`)).status).toBe(200);
    }
  }, PATIENCE);
  return made;
}

async function newSecret(of: string): Promise<string> {
  return (await owner.call('POST', `/sites/${of}/secrets`)).body.secret;
}

type Visitor = Awaited<ReturnType<typeof visitorArrives>>;

const arrives = (token?: string) => visitorArrives(relay.url, site.key, token ? { token } : {});

/** Shows who they are; gives back the visitor that the device is from then on. */
async function signsIn({ line }: Pick<Visitor, 'line'>, who = user) {
  line.say({ type: 'identify', userId: who, hash: hashFor(secret, who) });
  const { token } = await line.hear('identified', ({ userId }) => userId === who);
  if (!token) throw new Error('the device has the token that it had');
  expect((await line.closed).code).toBe(CLOSES.identity_changed.code);
  return { ...(await arrives(token)), token };
}

async function rowOf(chat: ChatId) {
  const { welcome } = await operatorArrives(relay.url, owner);
  const row = welcome.chats.find(({ id }) => id === chat);
  if (!row) throw new Error('the inbox has no such chat');
  return row;
}

/** Says a proof, and gives back why it is refused. */
async function isRefused(proof: Record<string, unknown>, { line }: Visitor): Promise<string> {
  line.say({ type: 'identify', ...proof });
  return (await line.hear('refused')).message;
}

const textsIn = async (visitor: Visitor, chat: ChatId, count: number) => {
  const events = [];
  while (events.length < count) {
    events.push(await visitor.line.hear('event', (frame) => frame.chat === chat));
  }
  return events.flatMap(({ event }) => (event.kind === 'message' ? [event.text] : [event.kind]));
};

test('B4 knows a user after the first proof, under another token, and operators see it', async () => {
  const device = await arrives();
  const { chat } = await device.writes('Hello');
  const operator = await operatorArrives(relay.url, owner);
  const after = await signsIn(device);
  expect(after.welcome.visitor).toBe(device.welcome.visitor);
  expect(after.welcome.chats.map(({ id }) => id)).toEqual([chat]);
  const row = await operator.sees(chat, ({ visitor }) => visitor.verified !== null);
  expect(row.visitor.verified).toEqual({ userId: user, name: false, email: false });
  const { body } = await owner.call('GET', `/chats/${chat}/visitor`);
  expect(body.verified).toEqual({ userId: user, name: false, email: false });
  // Whoever knew the token before must not come to the user's chats by it.
  const line = await openLine(relay.url, '/v1/ws', { origin: 'http://localhost' });
  line.say(helloTo(site.key, { token: device.token }));
  expect((await line.closed).code).toBe(CLOSES.token_invalid.code);
});

test('B4 changes nothing where the same user proves who they are again', async () => {
  const device = await signsIn(await arrives());
  device.line.say({ type: 'identify', userId: user, hash: hashFor(secret, user) });
  expect(await device.line.hear('identified')).toEqual({ type: 'identified', userId: user });
  expect((await device.writes('Still here')).chat).toBeTypeOf('string');
});

test('A18 shows a user the same chat on a second device, and takes what was said there along', async () => {
  const first = await signsIn(await arrives());
  const { chat } = await first.writes('From the desk');
  const phone = await arrives();
  const message = messageTo('new', 'From the phone');
  phone.line.say(message);
  const sent = await phone.line.hear('sent');
  const signedIn = await signsIn(phone);
  expect(signedIn.welcome.visitor).toBe(first.welcome.visitor);
  const heads = signedIn.welcome.chats;
  expect(heads.map(({ id }) => id).sort()).toEqual([chat, sent.chat].sort());
  expect(heads.filter(({ state }) => state !== 'closed')).toHaveLength(1);
  // The line of the other device begins anew, for the chats that came.
  expect((await first.line.closed).code).toBe(CLOSES.identity_changed.code);
  // What was sent before, and not acknowledged, is known for a repeat.
  signedIn.line.say(message);
  expect(await signedIn.line.hear('sent')).toMatchObject({ chat: sent.chat, seq: sent.seq });
});

test('A18 keeps the chat open that an operator is in, and tells why the other one ends', async () => {
  const operator = await operatorArrives(relay.url, owner);
  const first = await signsIn(await arrives());
  const { chat: waiting } = await first.writes('Anybody there?');
  const phone = await arrives();
  const { chat: active } = await phone.writes('With an operator');
  operator.line.say(operatorSend(active, { kind: 'joined' }, uuidv7()));
  await operator.sees(active, ({ state }) => state === 'active');
  const signedIn = await signsIn(phone);
  expect(signedIn.welcome.chats[0]).toMatchObject({ id: active, state: 'active' });
  await operator.sees(waiting, ({ state }) => state === 'closed');
  operator.watches(waiting);
  await operator.line.hear(
    'event',
    ({ chat, event }) =>
      chat === waiting && event.kind === 'closed' && event.reason === 'signed_in',
  );
  expect((await signedIn.writes('Here we are')).chat).toBe(active);
  expect(await textsIn(signedIn, active, 4)).toContain('Here we are');
});

test('A18 takes files, notes, attributes and a ban along to the user', async () => {
  const first = await signsIn(await arrives());
  const { chat } = await first.writes('From the desk');
  const phone = await arrives();
  const { chat: other } = await phone.writes('From the phone');
  await saysAtOnce(relay.url, site.key, phone.token, {
    type: 'identify',
    name: 'Ada',
    attributes: { plan: 'pro' },
  });
  const { visitor } = phone.welcome;
  await owner.call('POST', `/visitors/${visitor}/notes`, { text: 'Likes red lamps' });
  const headers = { authorization: `Bearer ${phone.token}`, origin: 'http://localhost' };
  const upload = await fetch(`${relay.url}/v1/files?site=${site.key}`, {
    method: 'POST',
    headers: { ...headers, 'x-file-name': 'a.txt' },
    body: 'some text',
  });
  const file = await upload.json();
  const ban = { visitor, minutes: null, reason: 'Spam', closeChat: false };
  const signedIn = await signsIn(phone);
  const { body } = await owner.call('GET', `/chats/${chat}/visitor`);
  expect(body).toMatchObject({ attributes: { plan: 'pro' }, notes: [{ text: 'Likes red lamps' }] });
  expect(body.earlier.map(({ id }: { id: ChatId }) => id)).toEqual([other]);
  signedIn.line.say({ type: 'send', id: uuidv7(), chat: 'new', event: { kind: 'file', file } });
  await signedIn.line.hear('sent');
  // Who is banned on a device is not free again by signing in.
  const tablet = await arrives();
  await owner.call('POST', '/bans', { ...ban, visitor: tablet.welcome.visitor });
  const banned = await signsIn(tablet);
  banned.line.say(messageTo('new', 'Let me in'));
  expect((await banned.line.hear('refused')).code).toBe('banned');
});

test('B4 never joins two users: a device leaves the one and becomes the other’s', async () => {
  const ada = await signsIn(await arrives());
  const { chat } = await ada.writes('Only for Ada');
  const bob = uuidv7();
  ada.line.say({ type: 'identify', userId: bob, hash: hashFor(secret, bob) });
  const { token, isOther } = await ada.line.hear('identified');
  expect(isOther).toBe(true);
  const after = await arrives(token);
  expect(after.welcome.visitor).not.toBe(ada.welcome.visitor);
  expect(after.welcome.chats).toEqual([]);
  after.line.say({ type: 'fetch', chat, after: 0, limit: 10 });
  expect((await after.line.hear('refused')).code).toBe('not_found');
  // Ada finds her chat again, on any device.
  const again = await signsIn(await arrives());
  expect(again.welcome.chats.map(({ id }) => id)).toEqual([chat]);
});

test('B4 never joins two users who both have chats already', async () => {
  const bob = uuidv7();
  const { chat: bobs } = await (await signsIn(await arrives(), bob)).writes('Only for Bob');
  const ada = await signsIn(await arrives());
  const { chat: adas } = await ada.writes('Only for Ada');
  ada.line.say({ type: 'identify', userId: bob, hash: hashFor(secret, bob) });
  const { token } = await ada.line.hear('identified', ({ isOther }) => isOther === true);
  expect((await arrives(token)).welcome.chats.map(({ id }) => id)).toEqual([bobs]);
  const again = await signsIn(await arrives());
  expect(again.welcome.chats.map(({ id }) => id)).toEqual([adas]);
});

test('B4 keeps a user’s chats when they sign out, and shows the device nothing of them', async () => {
  const device = await signsIn(await arrives());
  const { chat } = await device.writes('Hello');
  const { visitor } = device.welcome;
  await owner.call('POST', `/visitors/${visitor}/notes`, { text: 'A regular' });
  device.line.say({ type: 'bye', forget: true });
  await device.line.closed;
  expect((await arrives()).welcome.chats).toEqual([]);
  const back = await signsIn(await arrives());
  expect(back.welcome.chats.map(({ id }) => id)).toEqual([chat]);
  const { body } = await owner.call('GET', `/chats/${chat}/visitor`);
  expect(body.notes).toMatchObject([{ text: 'A regular' }]);
});

test('B4 C6 shows what a token proves before what the page says', async () => {
  const device = await arrives();
  const { chat } = await device.writes('Hello');
  const operator = await operatorArrives(relay.url, owner);
  device.line.say({ type: 'identify', name: 'The Boss', email: 'boss@example.org' });
  await operator.sees(chat, ({ visitor }) => visitor.name === 'The Boss' && !visitor.verified);
  const token = tokenFor(secret, { sub: user, name: 'Ada' });
  device.line.say({ type: 'identify', token });
  await device.line.hear('identified');
  const { visitor } = await operator.sees(chat, (row) => row.visitor.verified !== null);
  expect(visitor).toMatchObject({ name: 'Ada', email: 'boss@example.org' });
  expect(visitor.verified).toEqual({ userId: user, name: true, email: false });
});

test('B4 refuses what is forged, expired, of another site, or without its hash, and says why', async () => {
  const visitor = await arrives();
  const other = await newSecret((await newSite()).id);
  const past = Math.floor(Date.now() / 1_000) - 120;
  const refusals = [
    await isRefused({ userId: user, hash: '0'.repeat(64) }, visitor),
    await isRefused({ userId: user, hash: hashFor(other, user) }, visitor),
    await isRefused({ token: tokenFor(other, { sub: user }) }, visitor),
    await isRefused({ token: tokenFor(secret, { sub: user, exp: past }) }, visitor),
    await isRefused({ token: tokenFor(secret, { sub: user }, { alg: 'none' }) }, visitor),
    await isRefused({ userId: user }, visitor),
    await isRefused({ userId: 'x'.repeat(129), hash: '0'.repeat(64) }, visitor),
    await isRefused({ token: `a.${'b'.repeat(4_096)}.c` }, visitor),
    await isRefused({ hash: '0'.repeat(64) }, visitor),
    await isRefused({ userId: user, token: tokenFor(secret, { sub: user }) }, visitor),
  ];
  expect(refusals).toMatchObject([
    expect.stringContaining('hash is not'),
    expect.stringContaining('hash is not'),
    expect.stringContaining('not signed'),
    expect.stringContaining('expired'),
    expect.stringContaining('alg'),
    expect.stringContaining('userId counts with its hash alone'),
    expect.stringContaining('the limit is 128'),
    expect.stringContaining('token'),
    expect.stringContaining('needs the userId'),
    expect.stringContaining('of no use beside a token'),
  ]);
  const { chat } = await visitor.writes('Still nobody in particular');
  expect((await owner.call('GET', `/chats/${chat}/visitor`)).body.verified).toBeNull();
});

test('B4 takes either secret while a site goes over to a new one, and none that was removed', async () => {
  const next = await newSecret(site.id);
  const third = await owner.call('POST', `/sites/${site.id}/secrets`);
  expect(third.body.error).toMatchObject({ code: 'limit_reached' });
  await signsIn(await arrives());
  const { body: secrets } = await owner.call('GET', `/sites/${site.id}/secrets`);
  const old = secrets.find((one: { secret: string }) => one.secret === secret);
  await owner.call('DELETE', `/sites/${site.id}/secrets/${old.id}`);
  const device = await arrives();
  const refused = await isRefused({ userId: user, hash: hashFor(secret, user) }, device);
  expect(refused).toContain('hash is not');
  secret = next;
  await signsIn(device);
});

test('B4 takes no page’s word where the site wants a proof, but a form’s', async () => {
  const name = { id: 'name', kind: 'text', label: '', required: true } as const;
  const preChat = { ...shownForm([name]), voluntary: false };
  const forms = { ...DEFAULT_FORMS, preChat };
  site = await newSite({ requireVerification: true, forms });
  const visitor = await arrives();
  expect(await isRefused({ name: 'The Boss' }, visitor)).toContain('from a token alone');
  expect(await isRefused({ userId: user }, visitor)).toContain('its hash');
  const { chat } = await visitor.writes('Hello');
  expect((await rowOf(chat)).visitor).toMatchObject({ name: null, verified: null });
  const other = await arrives();
  const answers = [{ field: 'name', label: '', value: 'Ada' }];
  const event = { kind: 'form', form: 'preChat', answers };
  other.line.say({ type: 'send', id: uuidv7(), chat: 'new', event });
  const asked = await other.line.hear('sent');
  const operator = await operatorArrives(relay.url, owner);
  const row = operator.welcome.chats.find(({ id }) => id === asked.chat);
  const { visitor: named } =
    row?.visitor.name === 'Ada'
      ? row
      : await operator.sees(asked.chat, (one) => one.visitor.name !== null);
  expect(named).toMatchObject({ name: 'Ada', verified: null });
});

test('B4 keeps the secrets from everybody but owners and admins', async () => {
  const { body: sites } = await owner.call('GET', '/sites');
  expect(JSON.stringify(sites)).not.toContain(secret);
  const visitor = await arrives();
  expect(JSON.stringify(visitor.welcome)).not.toContain(secret);
  const script = await fetch(`${relay.url}/widget.js?site=${site.key}`);
  expect(await script.text()).not.toContain(secret);
});
