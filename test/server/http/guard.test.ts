import { uuidv7 } from 'uuidv7';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import type { ChatId, GuardCounts, RelayFrame, Site } from '../../../protocol/index.ts';
import { becomeOwner, type ConsoleApi, invite } from '../../helpers/console-api.ts';
import { demoSiteKey } from '../../helpers/demo-site.ts';
import { messageTo } from '../../helpers/frame-line.ts';
import { operatorArrives, operatorSend, saysAtOnce, visitorArrives } from '../../helpers/people.ts';
import { startTestRelay, type TestRelay } from '../../helpers/start-relay.ts';
import { waitUntil } from '../../helpers/wait-until.ts';

const LINKS = Array.from({ length: 6 }, (_, index) => `https://pills.example/${index}`).join(' ');

let relay: TestRelay;
let owner: ConsoleApi;
let site: string;
let visitor: Awaited<ReturnType<typeof visitorArrives>>;

beforeAll(async () => {
  relay = await startTestRelay({ demo: true });
  owner = await becomeOwner(relay);
  site = await demoSiteKey(relay.url);
});
afterAll(() => relay.stop());
beforeEach(async () => {
  visitor = await visitorArrives(relay.url, site);
});

type Answer = Extract<RelayFrame, { type: 'sent' | 'refused' }>;

/** What the relay says to a message. */
async function answerTo(text: string, chat: ChatId | 'new' = 'new', id?: string): Promise<Answer> {
  const { line } = visitor;
  const message = messageTo(chat, text, id);
  const before = line.heard.length;
  line.say(message);
  const isAnswer = (frame: RelayFrame): frame is Answer =>
    (frame.type === 'sent' || frame.type === 'refused') && frame.id === message.id;
  await waitUntil('an answer', 5_000, () => line.heard.slice(before).some(isAnswer));
  const answer = line.heard.slice(before).find(isAnswer);
  if (!answer) throw new Error('it was just there');
  return answer;
}

/** The code a message is refused with; undefined where it is taken. */
async function refusalOf(...said: Parameters<typeof answerTo>): Promise<string | undefined> {
  const answer = await answerTo(...said);
  return answer.type === 'refused' ? answer.code : undefined;
}

async function refusedLately(api = owner): Promise<GuardCounts[number] | undefined> {
  const { body } = await api.call('GET', '/guard');
  return (body as GuardCounts).find((counts) => counts.site.name === 'Demo shop');
}

test('refuses the same text from the fourth time on, however it is written, and tells what else is possible', async () => {
  const before = (await refusedLately())?.repeated ?? 0;
  for (const text of ['Buy pills', ' BUY PILLS', 'buy Pills ']) {
    expect(await refusalOf(text)).toBeUndefined();
  }
  const refused = await answerTo('buy pills');
  expect(refused).toMatchObject({ type: 'refused', code: 'unwanted', final: true });
  expect(refused).toHaveProperty('message', expect.stringContaining('3 times within 10 minutes'));
  expect(await refusalOf('Buy other pills')).toBeUndefined();
  // Another node may have refused it: it writes that down in a moment.
  await expect.poll(async () => (await refusedLately())?.repeated).toBe(before + 1);
});

test('counts what a relay refused among its metrics', async () => {
  const alone = await startTestRelay({ demo: true, alone: true });
  try {
    visitor = await visitorArrives(alone.url, await demoSiteKey(alone.url));
    expect(await refusalOf(LINKS)).toBe('unwanted');
    const metrics = await (await fetch(`${alone.url}/metrics`)).text();
    expect(metrics).toContain('counterbell_refusals_total{code="unwanted"} 1');
  } finally {
    await alone.stop();
  }
});

test('refuses it over HTTP too, and in one go', async () => {
  const frames = Array.from({ length: 6 }, () => messageTo('new', 'All at once'));
  const answer = await saysAtOnce(relay.url, site, visitor.token, ...frames);
  expect(answer.match(/"type":"sent"/g)).toHaveLength(3);
  expect(answer.match(/"code":"unwanted"/g)).toHaveLength(3);
});

test('takes a message that comes again for the one it is, as often as it comes', async () => {
  const id = uuidv7();
  for (let nth = 0; nth < 6; nth += 1) expect(await refusalOf('Once', 'new', id)).toBeUndefined();
  expect(await refusalOf('Once')).toBeUndefined();
});

test('lets a visitor say yes to every question of an operator, and an operator say what they like', async () => {
  const operator = await operatorArrives(relay.url, owner);
  const { chat } = await visitor.writes('Hello');
  for (let nth = 0; nth < 5; nth += 1) {
    const question = operatorSend(chat, { kind: 'message', text: 'And now?' }, uuidv7());
    operator.line.say(question);
    await visitor.line.hear('event', (frame) => frame.id === question.id);
    expect(await refusalOf('Yes', chat)).toBeUndefined();
  }
});

test('refuses more than five links until somebody has answered, and then takes them', async () => {
  const before = (await refusedLately())?.links ?? 0;
  expect(await refusalOf(LINKS.replace('https://pills.example/0', ''))).toBeUndefined();
  expect(await refusalOf(LINKS)).toBe('unwanted');
  await expect.poll(async () => (await refusedLately())?.links).toBe(before + 1);
  const { chat } = await visitor.writes('Hello');
  const operator = await operatorArrives(relay.url, owner);
  const answer = operatorSend(chat, { kind: 'message', text: 'Which ones?' }, uuidv7());
  operator.line.say(answer);
  await visitor.line.hear('event', (frame) => frame.id === answer.id);
  expect(await refusalOf(LINKS, chat)).toBeUndefined();
});

test('takes what was written long ago and comes only now', async () => {
  const old = (nth: number) => `018f0000-000${nth}-7000-8000-000000000000`;
  for (let nth = 0; nth < 5; nth += 1) {
    expect(await refusalOf(`Are you there?`, 'new', old(nth))).toBeUndefined();
  }
});

test('is set for each site, and tells the widget nothing of it', async () => {
  const { body } = await owner.call('GET', '/sites');
  const [shop] = body as Site[];
  const input = { name: shop?.name, domains: shop?.domains };
  const set = (guard: object) =>
    owner.call('PUT', `/sites/${shop?.id}`, { ...input, settings: { ...shop?.settings, guard } });
  expect((await set({ repeats: null, links: null })).status).toBe(200);
  for (let nth = 0; nth < 5; nth += 1) expect(await refusalOf(LINKS)).toBeUndefined();
  expect((await set({ repeats: 1, links: 0 })).status).toBe(200);
  expect(await refusalOf('one')).toBeUndefined();
  expect(await refusalOf('one')).toBe('unwanted');
  expect(await refusalOf('see www.shop.example')).toBe('unwanted');
  expect(visitor.welcome.config).not.toHaveProperty('guard');
  const wrong = await set({ repeats: 0, links: 101 });
  expect(wrong.status).toBe(400);
  expect(wrong.body.error.field).toBe('settings.guard.repeats');
  await set({ repeats: 3, links: 5 });
});

test('shows the numbers to managers alone', async () => {
  const operator = await invite(relay.url, owner, 'operator');
  expect((await operator.call('GET', '/guard')).status).toBe(403);
});
