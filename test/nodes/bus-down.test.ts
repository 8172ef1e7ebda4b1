import { uuidv7 } from 'uuidv7';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { CLOSES } from '../../protocol/index.ts';
import { becomeOwner, type ConsoleApi, consoleApi, invite } from '../helpers/console-api.ts';
import { demoSiteKey } from '../helpers/demo-site.ts';
import { messageTo } from '../helpers/frame-line.ts';
import { operatorArrives, operatorSend, visitorArrives } from '../helpers/people.ts';
import { type RedisServer, startRedisServer } from '../helpers/redis-server.ts';
import { startNodes, type TestNodes } from '../helpers/start-nodes.ts';
import { waitUntil } from '../helpers/wait-until.ts';

let redis: RedisServer;
let nodes: TestNodes;
let owner: ConsoleApi;
let site: string;

beforeAll(async () => {
  redis = await startRedisServer();
  nodes = await startNodes(2, { demo: true, env: { REDIS_URL: redis.url } });
  owner = await becomeOwner(nodes);
  site = await demoSiteKey(nodes.url);
});
afterAll(async () => {
  await nodes.stop();
  await redis.stop();
});

const [first, second] = [() => nodes.urls[0] ?? '', () => nodes.urls[1] ?? ''];

async function busIs(state: 'up' | 'down'): Promise<void> {
  await waitUntil(`the bus is ${state} for both nodes`, 15_000, async () => {
    const answers = await Promise.all(nodes.urls.map((url) => fetch(`${url}/readyz`)));
    const bodies = await Promise.all(answers.map((answer) => answer.json()));
    // A bus that is down is no reason to send clients elsewhere: everybody is served.
    expect(answers.map(({ status }) => status)).toEqual([200, 200]);
    return bodies.every(({ bus }) => bus === state);
  });
}

async function conversation(name: string) {
  const api = await invite(nodes.url, owner, 'operator', name);
  const operator = await operatorArrives(second(), api);
  await operator.accepts();
  const visitor = await visitorArrives(first(), site);
  await visitor.hearsAccepting(true);
  const { chat } = await visitor.writes('Hello');
  await operator.sees(chat, (row) => row.operator?.id === operator.id);
  operator.watches(chat);
  await operator.line.hear('event', ({ event }) => 'text' in event && event.text === 'Hello');
  return { api, operator, visitor, chat };
}

test('goes on across nodes within seconds while the bus is down, and at once when it is up again', async () => {
  const { operator, visitor, chat } = await conversation('Ada');
  await redis.kill();
  await busIs('down');
  expect(await (await fetch(`${first()}/metrics`)).text()).toContain('counterbell_bus_up 0');

  const question = messageTo(chat, 'Are you there?');
  visitor.line.say(question);
  const asked = await operator.line.hear('event', ({ id }) => id === question.id);
  operator.line.say({ type: 'seen', chat, seq: asked.seq });
  await visitor.line.hear('seen', ({ role, seq }) => role === 'operator' && seq === asked.seq);
  const answer = operatorSend(chat, { kind: 'message', text: 'Yes.' }, uuidv7());
  operator.line.say(answer);
  await visitor.line.hear('event', ({ id }) => id === answer.id);

  const other = await visitorArrives(first(), site);
  const { chat: next } = await other.writes('And me?');
  await operator.sees(next, (row) => row.operator?.id === operator.id);

  await redis.start();
  await busIs('up');
  await waitUntil('the visitor is shown as here again', 30_000, () => {
    const rows = operator.line.heard.flatMap((frame) => (frame.type === 'chat' ? frame.chat : []));
    return rows.findLast(({ id }) => id === chat)?.online === true;
  });
  const last = messageTo(chat, 'Thank you.');
  visitor.line.say(last);
  await operator.line.hear('event', ({ id }) => id === last.id);
  await operator.line.hangUp();
}, 60_000);

test('sees a new site, a changed one and a sign-out on the other node also while the bus is down', async () => {
  const { api, operator } = await conversation('Bob');
  await redis.kill();
  await busIs('down');
  const { body: sites } = await owner.call('GET', '/sites');
  const { id, name, domains, settings } = sites[0];
  const { body: made } = await owner.call('POST', '/sites', { name: 'New', domains, settings });
  for (const node of nodes.urls) await visitorArrives(node, made.key);
  const admin = consoleApi(first(), owner.cookie);
  const change = { name, domains, settings: { ...settings, welcome: 'We moved.' } };
  expect((await admin.call('PUT', `/sites/${id}`, change)).status).toBe(200);
  await waitUntil('the other node knows the change', 10_000, async () => {
    const answer = await consoleApi(second()).call('GET', `/site-settings/${site}`);
    return answer.body.settings.welcome === 'We moved.';
  });

  await consoleApi(first(), api.cookie).call('DELETE', '/session');
  expect(await operator.line.closed).toMatchObject({ code: CLOSES.not_signed_in.code });
  await redis.start();
  await busIs('up');
}, 60_000);

test('refuses what a visitor repeats on whichever node, by what the log says', async () => {
  const here = await visitorArrives(first(), site);
  const there = await visitorArrives(second(), site, { token: here.token });
  for (const { writes } of [here, there, here]) await writes('Buy pills');
  there.line.say(messageTo('new', 'Buy pills'));
  expect(await there.line.hear('refused')).toMatchObject({ code: 'unwanted' });
  const [counts] = (await consoleApi(second(), owner.cookie).call('GET', '/guard')).body;
  expect(counts).toMatchObject({ site: { name: 'Demo shop' }, repeated: 1, links: 0 });
});
