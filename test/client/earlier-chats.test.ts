import { uuidv7 } from 'uuidv7';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import type { VisitorClient } from '../../client/index.ts';
import { becomeOwner, type ConsoleApi } from '../helpers/console-api.ts';
import { demoSiteKey } from '../helpers/demo-site.ts';
import { headlessVisitor } from '../helpers/headless-visitor.ts';
import { operatorArrives, operatorSend, visitorArrives } from '../helpers/people.ts';
import { startTestRelay, type TestRelay } from '../helpers/start-relay.ts';

const PATIENCE = { timeout: 5_000, interval: 10 };
let relay: TestRelay;
let owner: ConsoleApi;

beforeAll(async () => {
  relay = await startTestRelay({ demo: true });
  owner = await becomeOwner(relay);
});
afterAll(() => relay.stop());

type View = ReturnType<VisitorClient['getState']>['view'];

function textsOf({ items }: View): string[] {
  return items.flatMap((item) =>
    item.type === 'said' && item.body.kind === 'message' ? [item.body.text] : [],
  );
}

async function writes(client: VisitorClient, text: string): Promise<void> {
  client.send({ kind: 'message', text });
  await vi.waitFor(() => expect(textsOf(client.getState().view)).toContain(text), PATIENCE);
}

/** An operator closes the visitor's chat. */
async function isClosed(client: VisitorClient): Promise<void> {
  const { chat } = client.getState();
  if (!chat) throw new Error('there is no chat to close');
  const operator = await operatorArrives(relay.url, owner);
  operator.line.say(operatorSend(chat, { kind: 'closed' }, uuidv7()));
  await vi.waitFor(() => expect(client.getState().view.state).toBe('closed'), PATIENCE);
  await operator.line.hangUp();
}

/** A visitor with three chats, of which the last one is open. */
async function regular() {
  const visitor = await headlessVisitor(relay.url);
  const { client } = visitor;
  for (const text of ['first', 'second']) {
    await writes(client, `${text} chat`);
    await isClosed(client);
    client.startChat();
  }
  await writes(client, 'third chat');
  return visitor;
}

test('begins a new chat after a closed one, which stays readable before it', async () => {
  const { client } = await regular();
  const { view, earlier, isBeginning } = client.getState();
  expect(isBeginning).toBe(false);
  expect(textsOf(view)).toEqual(['third chat']);
  expect(earlier.read.map((chat) => textsOf(chat.view))).toEqual([['first chat'], ['second chat']]);
  client.destroy();
});

test('without a new beginning, a message opens the closed chat again', async () => {
  const { client } = await headlessVisitor(relay.url);
  await writes(client, 'one');
  await isClosed(client);
  await writes(client, 'two');
  expect(textsOf(client.getState().view)).toEqual(['one', 'two']);
  client.startChat();
  expect(client.getState().isBeginning).toBe(false);
  client.destroy();
});

test('P6 reads earlier chats back on a later page, the newest first and each as a whole', async () => {
  const before = await regular();
  before.client.destroy();
  const { client } = await headlessVisitor(relay.url, { token: before.token() });
  client.connect();
  await vi.waitFor(() => expect(textsOf(client.getState().view)).toEqual(['third chat']), PATIENCE);
  expect(client.getState().earlier).toMatchObject({ read: [], left: 2, isReading: false });
  const shown = () => client.getState().earlier.read.map((chat) => textsOf(chat.view));

  client.readEarlier();
  await vi.waitFor(() => expect(shown()).toEqual([['second chat']]), PATIENCE);
  client.readEarlier();
  await vi.waitFor(() => expect(shown()).toEqual([['first chat'], ['second chat']]), PATIENCE);
  client.readEarlier();
  expect(client.getState().earlier).toMatchObject({ left: 0, isReading: false });
  expect(textsOf(client.getState().view)).toEqual(['third chat']);
  client.destroy();
});

test('keeps an earlier chat from everybody but its visitor', async () => {
  const { client } = await regular();
  const chat = client.getState().earlier.read[0]?.id;
  const stranger = await visitorArrives(relay.url, await demoSiteKey(relay.url));
  stranger.line.say({ type: 'fetch', chat, after: 0, limit: 10 });
  expect(await stranger.line.hear('refused')).toMatchObject({ code: 'not_found' });
  expect(stranger.line.heard.some(({ type }) => type === 'event')).toBe(false);
  client.destroy();
});
