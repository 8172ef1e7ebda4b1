import { uuidv7 } from 'uuidv7';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { ChatId } from '../../../protocol/index.ts';
import { LIMITS } from '../../../protocol/index.ts';
import { becomeOwner, type ConsoleApi, invite } from '../../helpers/console-api.ts';
import { demoSiteKey } from '../../helpers/demo-site.ts';
import { operatorArrives, operatorSend, visitorArrives } from '../../helpers/people.ts';
import { startTestRelay, type TestRelay } from '../../helpers/start-relay.ts';

let relay: TestRelay;
let owner: ConsoleApi;
let site: string;

beforeEach(async () => {
  relay = await startTestRelay({ demo: true });
  owner = await becomeOwner(relay);
  site = await demoSiteKey(relay.url);
});
afterEach(() => relay.stop());

async function acceptingOperator(name: string) {
  const operator = await operatorArrives(
    relay.url,
    await invite(relay.url, owner, 'operator', name),
  );
  await operator.accepts();
  return operator;
}

async function newChat() {
  const visitor = await visitorArrives(relay.url, site);
  const { chat } = await visitor.writes('Hello');
  return { visitor, chat };
}

test('gives chats to the operator with fewer, and tells visitors when nobody has room', async () => {
  const ada = await acceptingOperator('Ada');
  const bob = await acceptingOperator('Bob');
  const owners: string[] = [];
  const chats: ChatId[] = [];
  for (let count = 0; count < LIMITS.chatsPerOperator * 2; count += 1) {
    const { chat } = await newChat();
    const summary = await ada.sees(chat, ({ operator }) => operator !== null);
    chats.push(chat);
    owners.push(summary.operator?.id ?? '');
  }
  const count = (id: string) => owners.filter((one) => one === id).length;
  expect([count(ada.id), count(bob.id)]).toEqual([
    LIMITS.chatsPerOperator,
    LIMITS.chatsPerOperator,
  ]);

  const first = await newChat();
  await first.visitor.line.hear('queue', ({ position }) => position === 1);
  const second = await newChat();
  await second.visitor.line.hear('queue', ({ position }) => position === 2);

  ada.line.say(
    operatorSend(chats[owners.indexOf(ada.id)] ?? first.chat, { kind: 'closed' }, uuidv7()),
  );
  const assigned = await first.visitor.line.hear('event', ({ event }) => event.kind === 'assigned');
  expect(assigned.event).toEqual({ kind: 'assigned', operator: { id: ada.id, name: 'Ada' } });
  await second.visitor.line.hear('queue', ({ position }) => position === 1);
});

test('leaves a chat unanswered when nobody accepts, and tells the visitor live when somebody does', async () => {
  const visitor = await visitorArrives(relay.url, site);
  expect(visitor.welcome).toMatchObject({ accepting: false });
  await visitor.writes('Anybody there?');
  const queued = await visitor.line.hear('event', ({ event }) => event.kind === 'queued');
  expect(queued.event).toEqual({ kind: 'queued', offline: true });
  await acceptingOperator('Ada');
  expect(await visitor.line.hear('presence')).toMatchObject({ accepting: true });
});

test('takes a left message with name and e-mail as an unanswered chat, given to who accepts', async () => {
  const ada = await operatorArrives(relay.url, await invite(relay.url, owner, 'operator', 'Ada'));
  const visitor = await visitorArrives(relay.url, site);
  const answers = [
    { field: 'name', label: '', value: 'Grace' },
    { field: 'email', label: '', value: 'grace@example.org' },
    { field: 'message', label: '', value: 'Call me' },
  ];
  visitor.line.say({
    type: 'send',
    id: uuidv7(),
    chat: 'new',
    event: { kind: 'form', form: 'offline', answers },
  });
  const { chat } = await visitor.line.hear('sent');
  const summary = await ada.sees(chat, ({ visitor: { name } }) => name !== null);
  expect(summary).toMatchObject({
    state: 'unanswered',
    visitor: { name: 'Grace', email: 'grace@example.org' },
    preview: 'Call me',
  });
  await ada.accepts();
  await ada.sees(chat, ({ operator }) => operator?.id === ada.id);
});

test('gives an offered chat to somebody else when its operator stops accepting', async () => {
  const ada = await acceptingOperator('Ada');
  const { chat } = await newChat();
  await ada.sees(chat, ({ operator }) => operator?.id === ada.id);
  const bob = await acceptingOperator('Bob');
  await ada.accepts(false);
  await bob.sees(chat, ({ operator }) => operator?.id === bob.id);
});

test('leaves an offered chat with its operator over a restart of the relay', async () => {
  const api = await invite(relay.url, owner, 'operator', 'Ada');
  const ada = await operatorArrives(relay.url, api);
  await ada.accepts();
  const { visitor, chat } = await newChat();
  await ada.sees(chat, ({ operator }) => operator?.id === ada.id);
  await relay.restart();
  const again = await operatorArrives(relay.url, api);
  expect(again.welcome).toMatchObject({
    chats: [{ id: chat, state: 'assigned', operator: { id: ada.id } }],
  });
  await again.accepts();
  const back = await visitorArrives(relay.url, site, { token: visitor.token });
  await back.line.hear('event', ({ event }) => event.kind === 'assigned');
  const kinds = back.line.heard.flatMap((frame) =>
    frame.type === 'event' ? [frame.event.kind] : [],
  );
  expect(kinds).toEqual(['message', 'queued', 'assigned']);
});
