import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { LIMITS } from '../../../protocol/index.ts';
import { becomeOwner, type ConsoleApi } from '../../helpers/console-api.ts';
import { operatorArrives, visitorArrives } from '../../helpers/people.ts';
import { startTestRelay, type TestRelay } from '../../helpers/start-relay.ts';

let relay: TestRelay;
let owner: ConsoleApi;
let site: { id: string; key: string };

/** The site shows operators what a visitor writes, or does not. */
async function setPreview(typingPreview: boolean): Promise<void> {
  const settings = {
    colour: '#112233',
    welcome: '',
    language: 'auto',
    consent: 'strict',
    typingPreview,
  };
  const body = { name: 'Shop', domains: ['localhost'], settings };
  const answer = site
    ? await owner.call('PUT', `/sites/${site.id}`, body)
    : await owner.call('POST', '/sites', body);
  site = answer.body;
}

/** A visitor with a chat that an operator watches. */
async function conversation() {
  const visitor = await visitorArrives(relay.url, site.key);
  const { chat } = await visitor.writes('Hello');
  const operator = await operatorArrives(relay.url, owner);
  operator.watches(chat);
  await operator.line.hear('event');
  return { visitor, operator, chat };
}

beforeAll(async () => {
  relay = await startTestRelay();
  owner = await becomeOwner(relay);
});
beforeEach(() => setPreview(true));
afterAll(() => relay.stop());

test('shows operators what a visitor writes, where the site is set so', async () => {
  const { visitor, operator, chat } = await conversation();
  expect(visitor.welcome.config.typingPreview).toBe(true);
  visitor.line.say({ type: 'typing', chat, text: 'Do you sh' });
  expect(await operator.line.hear('typing')).toMatchObject({ chat, text: 'Do you sh' });
  visitor.line.say({ type: 'typing', chat, text: '' });
  expect(await operator.line.hear('typing')).toMatchObject({ text: '' });
});

test('shows nothing of it where the site is not set so, or no longer', async () => {
  await setPreview(false);
  const off = await conversation();
  off.visitor.line.say({ type: 'typing', chat: off.chat, text: 'secret' });
  expect(await off.operator.line.hear('typing')).not.toHaveProperty('text');

  await setPreview(true);
  // Who was greeted before was not told that they are read.
  off.visitor.line.say({ type: 'typing', chat: off.chat, text: 'secret' });
  expect(await off.operator.line.hear('typing')).not.toHaveProperty('text');

  const on = await conversation();
  await setPreview(false);
  on.visitor.line.say({ type: 'typing', chat: on.chat, text: 'secret' });
  expect(await on.operator.line.hear('typing')).not.toHaveProperty('text');
});

test('refuses text over the limit, and of operators all', async () => {
  const { visitor, operator, chat } = await conversation();
  const text = 'x'.repeat(LIMITS.previewCodePoints + 1);
  visitor.line.say({ type: 'typing', chat, text });
  expect((await visitor.line.hear('refused')).message).toMatch(/text.* 1001 .*limit is 1000/);
  operator.line.say({ type: 'typing', chat, text: 'Let me see' });
  expect(await operator.line.hear('refused')).toMatchObject({ code: 'invalid' });
});

test("keeps it from everybody but operators, and out of a stranger's hands", async () => {
  const { visitor, operator, chat } = await conversation();
  const otherTab = await visitorArrives(relay.url, site.key, { token: visitor.token });
  const stranger = await visitorArrives(relay.url, site.key);
  stranger.line.say({ type: 'typing', chat, text: 'I am you' });
  expect(await stranger.line.hear('refused')).toMatchObject({ code: 'not_found' });
  visitor.line.say({ type: 'typing', chat, text: 'mine' });
  expect(await operator.line.hear('typing')).toMatchObject({ text: 'mine' });
  expect(
    [...otherTab.line.heard, ...stranger.line.heard].some(({ type }) => type === 'typing'),
  ).toBe(false);
});
