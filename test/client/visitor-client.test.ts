import { uuidv7 } from 'uuidv7';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import type { VisitorClient } from '../../client/index.ts';
import type { VisitorToken } from '../../protocol/index.ts';
import { becomeOwner } from '../helpers/console-api.ts';
import { headlessVisitor } from '../helpers/headless-visitor.ts';
import { operatorArrives, operatorSend } from '../helpers/people.ts';
import { startTestRelay, type TestRelay } from '../helpers/start-relay.ts';

const LINES = 12;
const PATIENCE = { timeout: 5_000, interval: 10 };
let relay: TestRelay;

beforeAll(async () => {
  relay = await startTestRelay({ demo: true });
});
afterAll(() => relay.stop());

function textsOf(client: VisitorClient): string[] {
  return client
    .getState()
    .view.items.flatMap((item) =>
      item.type === 'said' && item.body.kind === 'message' ? [item.body.text] : [],
    );
}

test('P2 delivers what was written under a token that the relay no longer knows', async () => {
  const { client, token } = await headlessVisitor(relay.url, {
    token: '0'.repeat(32) as VisitorToken,
  });
  client.send({ kind: 'message', text: 'written before' });
  await vi.waitFor(() => expect(textsOf(client)).toEqual(['written before']), PATIENCE);
  expect(client.getState().pending).toEqual([]);
  expect(token()).not.toBe('0'.repeat(32));
  client.destroy();
});

test('P6 reads a chat of more events than one answer holds, and shows it in order', async () => {
  const owner = await becomeOwner(relay);
  const { client, token } = await headlessVisitor(relay.url);
  client.send({ kind: 'message', text: 'begin' });
  await vi.waitFor(() => expect(client.getState().chat).not.toBeNull(), PATIENCE);
  const { chat } = client.getState();
  if (!chat) throw new Error('the chat has no id');
  client.destroy();
  // Each line may send a burst; together they write more than two answers hold.
  const events = 38;
  for (let line = 0; line < LINES; line += 1) {
    const operator = await operatorArrives(relay.url, owner);
    for (let count = 0; count < events; count += 1) {
      const kind = count % 3 ? 'message' : 'note';
      operator.line.say(operatorSend(chat, { kind, text: `${line}.${count}` }, uuidv7()));
      await operator.line.hear('sent');
    }
    await operator.line.hangUp();
  }
  const again = await headlessVisitor(relay.url, { token: token() });
  const shown = new Set<number>();
  again.client.subscribe(() => shown.add(again.client.getState().view.items.length));
  again.client.connect();
  const expected = Array.from({ length: LINES }, (_, line) =>
    Array.from({ length: events }, (_one, count) => `${line}.${count}`).filter(
      (_one, count) => count % 3,
    ),
  ).flat();
  await vi.waitFor(() => expect(textsOf(again.client)).toEqual(['begin', ...expected]), PATIENCE);
  // Whoever drew it at every event would draw for minutes.
  expect(shown.size).toBeLessThan(10);
  again.client.destroy();
}, 60_000);

test('refuses a text over the limit before anything is kept', async () => {
  const { client, store } = await headlessVisitor(relay.url);
  expect(() => client.send({ kind: 'message', text: 'x'.repeat(8_001) })).toThrow(/8001 .*8000/);
  expect(() => client.send({ kind: 'message', text: '  ' })).toThrow(RangeError);
  expect(store.keys('')).toEqual([]);
  client.destroy();
});

test('keeps nothing of a visitor after a reset, here or at the relay', async () => {
  const { client, store, token } = await headlessVisitor(relay.url);
  client.send({ kind: 'message', text: 'forget this' });
  await vi.waitFor(() => expect(client.getState().pending).toEqual([]), PATIENCE);
  const old = token();
  client.reset();
  expect(token()).toBeUndefined();
  expect(store.keys('')).toEqual([]);
  await vi.waitFor(() => expect(textsOf(client)).toEqual([]), PATIENCE);
  client.destroy();
  const thief = await headlessVisitor(relay.url, { token: old });
  thief.client.connect();
  await vi.waitFor(() => expect(thief.client.getState().connection.name).toBe('open'), PATIENCE);
  expect(textsOf(thief.client)).toEqual([]);
  expect(thief.token()).not.toBe(old);
  thief.client.destroy();
});
