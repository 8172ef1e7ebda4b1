import { uuidv7 } from 'uuidv7';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { becomeOwner, type ConsoleApi, invite } from '../../helpers/console-api.ts';
import { demoSiteKey } from '../../helpers/demo-site.ts';
import { operatorArrives, operatorSend, visitorArrives } from '../../helpers/people.ts';
import { startTestRelay, type TestRelay } from '../../helpers/start-relay.ts';

let relay: TestRelay;
let owner: ConsoleApi;
let ada: ConsoleApi;
let bob: ConsoleApi;

const EVERYBODY = { kind: 'everybody' };
const OWN = { kind: 'own' };

beforeAll(async () => {
  relay = await startTestRelay({ demo: true });
  owner = await becomeOwner(relay);
  ada = await invite(relay.url, owner, 'operator', 'Ada');
  bob = await invite(relay.url, owner, 'operator', 'Bob');
});
afterAll(() => relay.stop());

function make(who: ConsoleApi, shortcut: string, more: object = {}) {
  const input = { shortcut, text: 'Hello {{visitor.name|there}}', scope: OWN, ...more };
  return who.call('POST', '/canned-responses', input);
}

async function shortcutsOf(who: ConsoleApi): Promise<string[]> {
  const { body } = await who.call('GET', '/canned-responses');
  return body.map((one: { shortcut: string }) => one.shortcut);
}

async function uploads(who: ConsoleApi, name: string, content: string) {
  const answer = await fetch(`${relay.url}/api/v1/canned-responses/files`, {
    method: 'POST',
    headers: { cookie: who.cookie, 'x-file-name': encodeURIComponent(name) },
    body: content,
  });
  return { status: answer.status, body: Object(await answer.json()) };
}

async function me(who: ConsoleApi): Promise<string> {
  return (await who.call('GET', '/session')).body.id;
}

test('shows everybody what is for everybody, and each operator their own alone', async () => {
  expect((await make(owner, 'Welcome', { scope: EVERYBODY })).body).toMatchObject({
    shortcut: 'welcome',
    scope: EVERYBODY,
    files: [],
  });
  expect((await make(ada, 'mine')).status).toBe(201);
  expect(await shortcutsOf(ada)).toEqual(['mine', 'welcome']);
  expect(await shortcutsOf(bob)).toEqual(['welcome']);
  expect(await shortcutsOf(owner)).toEqual(['welcome']);
});

test('lets only owners and admins change what is for others, and nobody what is somebody else’s own', async () => {
  const shared = (await make(owner, 'shared', { scope: EVERYBODY })).body;
  const own = (await make(ada, 'private')).body;
  expect((await make(ada, 'for-all', { scope: EVERYBODY })).status).toBe(403);
  const change = { shortcut: 'x', text: 'x', scope: EVERYBODY };
  const tries = [
    [ada, shared.id, change, 403],
    [ada, shared.id, { ...change, scope: OWN }, 403],
    [ada, own.id, change, 403],
    [bob, own.id, { ...change, scope: OWN }, 404],
    [owner, own.id, change, 404],
  ] as const;
  for (const [who, id, input, status] of tries) {
    expect((await who.call('PUT', `/canned-responses/${id}`, input)).status).toBe(status);
  }
  expect((await bob.call('DELETE', `/canned-responses/${own.id}`)).status).toBe(404);
  expect((await ada.call('DELETE', `/canned-responses/${shared.id}`)).status).toBe(403);
  expect((await ada.call('DELETE', `/canned-responses/${own.id}`)).status).toBe(204);
  expect((await owner.call('DELETE', `/canned-responses/${shared.id}`)).status).toBe(204);
});

test('shows what is for a group to who is in it, and keeps it for owners when the group goes', async () => {
  const members = [await me(ada)];
  const group = (await owner.call('POST', '/groups', { name: 'Refunds', members })).body;
  const scope = { kind: 'group', group: group.id };
  const made = await make(owner, 'refund', { scope });
  expect(made.body).toMatchObject({ scope, scopeName: 'Refunds' });
  expect(await shortcutsOf(ada)).toContain('refund');
  expect(await shortcutsOf(bob)).not.toContain('refund');
  expect((await owner.call('DELETE', `/groups/${group.id}`)).status).toBe(204);
  expect(await shortcutsOf(ada)).not.toContain('refund');
  const { body } = await owner.call('GET', '/canned-responses');
  expect(body).toContainEqual({ ...made.body, scopeName: '' });
});

test.each([
  ['a shortcut with a space', { shortcut: 'two words' }, 400, 'shortcut'],
  ['a shortcut that is too long', { shortcut: 'x'.repeat(41) }, 400, 'shortcut'],
  ['a text that is too long', { text: 'x'.repeat(8_001) }, 400, 'text'],
  ['an unknown variable', { text: '{{visitor.shoe}}' }, 400, 'text'],
  ['an unknown site', { scope: { kind: 'site', site: uuidv7() } }, 404, 'scope.site'],
  ['an unknown file', { files: [uuidv7()] }, 404, 'files'],
])('refuses %s and names the field', async (_what, wrong, status, field) => {
  const answer = await make(owner, 'never', { scope: EVERYBODY, ...wrong });
  expect(answer).toMatchObject({ status, body: { error: { field } } });
});

test('gives a shortcut once in each scope', async () => {
  await make(owner, 'once', { scope: EVERYBODY });
  const twice = await make(owner, 'Once', { scope: EVERYBODY });
  expect(twice).toMatchObject({ status: 409, body: { error: { field: 'shortcut' } } });
  expect((await make(ada, 'once')).status).toBe(201);
});

test('sends files into chats as often as they are wanted, each time a copy that outlives the response', async () => {
  const price = (await uploads(owner, 'prices.txt', 'A lamp is 10.')).body;
  const made = (await make(owner, 'prices', { scope: EVERYBODY, files: [price.id] })).body;
  expect(made.files).toEqual([price]);
  const operator = await operatorArrives(relay.url, ada);
  const site = await demoSiteKey(relay.url);
  const chats: { chat: string; file: string }[] = [];
  for (const text of ['How much?', 'And how much today?']) {
    const visitor = await visitorArrives(relay.url, site);
    const { chat } = await visitor.writes(text);
    const path = `/chats/${chat}/canned-responses/${made.id}/files`;
    const [file] = (await ada.call('POST', path, { files: [price.id] })).body;
    expect(file).toEqual({ ...price, id: file.id });
    operator.line.say(operatorSend(chat, { kind: 'file', file }, uuidv7()));
    await visitor.line.hear('event', ({ event }) => event.kind === 'file');
    chats.push({ chat, file: file.id });
  }
  expect((await owner.call('DELETE', `/canned-responses/${made.id}`)).status).toBe(204);
  for (const { file } of chats) {
    const answer = await fetch(`${relay.url}/api/v1/files/${file}`, {
      headers: { cookie: ada.cookie },
    });
    expect(await answer.text()).toBe('A lamp is 10.');
  }
});

test('gives nobody a file of a response that is not theirs to see, nor somebody else’s upload', async () => {
  const secret = (await uploads(ada, 'secret.txt', 'Only for Ada')).body;
  expect((await make(bob, 'stolen', { files: [secret.id] })).status).toBe(404);
  const own = (await make(ada, 'secret', { files: [secret.id] })).body;
  const visitor = await visitorArrives(relay.url, await demoSiteKey(relay.url));
  const { chat } = await visitor.writes('Hello');
  const path = `/chats/${chat}/canned-responses/${own.id}/files`;
  expect((await bob.call('POST', path, { files: [secret.id] })).status).toBe(404);
  const look = (who: ConsoleApi) =>
    fetch(`${relay.url}/api/v1/canned-responses/${own.id}/files/${secret.id}`, {
      headers: { cookie: who.cookie },
    });
  expect((await look(bob)).status).toBe(404);
  expect(await (await look(ada)).text()).toBe('Only for Ada');
  const refused = await uploads(ada, 'page.html', '<script>alert(1)</script>');
  expect(refused).toMatchObject({ status: 415 });
});
