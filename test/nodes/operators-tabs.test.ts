import { uuidv7 } from 'uuidv7';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { LIMITS } from '../../protocol/index.ts';
import { becomeOwner, type ConsoleApi } from '../helpers/console-api.ts';
import { demoSiteKey } from '../helpers/demo-site.ts';
import { operatorArrives, operatorSend, visitorArrives } from '../helpers/people.ts';
import { startNodes, type TestNodes } from '../helpers/start-nodes.ts';

let nodes: TestNodes;
let owner: ConsoleApi;
let site: string;

beforeAll(async () => {
  nodes = await startNodes(3, { demo: true, env: {} });
  owner = await becomeOwner(nodes);
  site = await demoSiteKey(nodes.url);
});
afterAll(() => nodes.stop());

test('keeps an operator’s tabs on three nodes in agreement, and gives them one limit of chats', async () => {
  const tabs = await Promise.all(nodes.urls.map((url) => operatorArrives(url, owner)));
  const [one, two, three] = tabs;
  if (!one || !two || !three) throw new Error('three nodes were asked for');
  await one.accepts();
  for (const tab of [two, three]) {
    await tab.line.hear(
      'presence',
      (frame) => 'operators' in frame && frame.operators[0]?.accepting === true,
    );
  }
  const visitors = await Promise.all(
    Array.from({ length: LIMITS.chatsPerOperator + 2 }, (_, index) =>
      visitorArrives(nodes.urls[index % 3] ?? '', site),
    ),
  );
  const sent = await Promise.all(visitors.map((visitor) => visitor.writes('Hello')));
  await three.line.hear(
    'presence',
    (frame) => 'operators' in frame && frame.operators[0]?.chats === LIMITS.chatsPerOperator,
  );
  const places = await Promise.all(
    visitors.map(async ({ line }) => {
      await line.hear('event', ({ event }) => event.kind === 'queued');
      return line.heard.some(({ type }) => type === 'queue');
    }),
  );
  expect(places.filter(Boolean).length).toBeGreaterThanOrEqual(2);

  const chat = sent[0]?.chat;
  if (!chat) throw new Error('nothing was sent');
  for (const tab of tabs) tab.watches(chat);
  const answer = operatorSend(chat, { kind: 'message', text: 'Good morning.' }, uuidv7());
  two.line.say(answer);
  const seen = await Promise.all(
    tabs.map((tab) => tab.line.hear('event', ({ id }) => id === answer.id)),
  );
  expect(new Set(seen.map(({ seq }) => seq)).size).toBe(1);
  two.line.say(operatorSend(chat, { kind: 'closed' }, uuidv7()));
  for (const tab of tabs) await tab.sees(chat, ({ state }) => state === 'closed');
}, 30_000);
