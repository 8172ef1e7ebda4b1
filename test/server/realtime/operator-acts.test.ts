import { uuidv7 } from 'uuidv7';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { ChatId, ChatSummary, EventId } from '../../../protocol/index.ts';
import { becomeOwner, type ConsoleApi, invite } from '../../helpers/console-api.ts';
import { demoSiteKey } from '../../helpers/demo-site.ts';
import { operatorArrives, operatorSend, visitorArrives } from '../../helpers/people.ts';
import { startTestRelay, type TestRelay } from '../../helpers/start-relay.ts';
import { waitUntil } from '../../helpers/wait-until.ts';

type Desk = Awaited<ReturnType<typeof operatorArrives>>;

let relay: TestRelay;
let owner: ConsoleApi;
let ada: Desk;
let bob: Desk;
let site: string;
let visitor: Awaited<ReturnType<typeof visitorArrives>>;
let chat: ChatId;

beforeAll(async () => {
  relay = await startTestRelay({ demo: true });
  owner = await becomeOwner(relay);
  site = await demoSiteKey(relay.url);
  ada = await operatorArrives(relay.url, await invite(relay.url, owner, 'operator', 'Ada'));
  bob = await operatorArrives(relay.url, await invite(relay.url, owner, 'operator', 'Bob'));
});
afterAll(() => relay.stop());
beforeEach(async () => {
  visitor = await visitorArrives(relay.url, site);
  chat = (await visitor.writes('Is anybody there?')).chat;
  await ada.sees(chat);
});

/** Sends and waits until it is stored. */
async function does(desk: Desk, event: Record<string, unknown>): Promise<void> {
  const id = uuidv7();
  desk.line.say(operatorSend(chat, event, id));
  await desk.line.hear('sent', (frame) => frame.id === id);
}

/** Sends and gives back the sentence it is refused with. */
async function isRefused(desk: Desk, event: Record<string, unknown>): Promise<string> {
  const id = uuidv7();
  desk.line.say(operatorSend(chat, event, id));
  return (await desk.line.hear('refused', (frame) => frame.id === id)).message;
}

/** Bob accepts chats, or not, and Ada's node knows of it, which may be another one. */
async function bobAccepts(accepting: boolean): Promise<void> {
  await bob.accepts(accepting);
  await waitUntil('Ada hears of Bob', 5_000, () => {
    const told = ada.line.heard.findLast((frame) => frame.type === 'presence');
    const operators = told && 'operators' in told ? told.operators : [];
    return operators.some((one) => one.id === bob.id && one.accepting === accepting);
  });
}

const isOf = (desk: Desk, state: string) => (summary: ChatSummary) =>
  summary.state === state && summary.operator?.id === desk.id;

describe('a transfer', () => {
  test('gives a chat to a colleague with a note, of which the visitor hears nothing', async () => {
    await does(ada, { kind: 'joined' });
    await bobAccepts(true);
    await does(ada, { kind: 'transferred', to: { operator: bob.id }, note: 'Knows kettles' });
    await bob.sees(chat, isOf(bob, 'assigned'));
    bob.watches(chat);
    await bob.line.hear('event', ({ event }) => event.kind === 'note');
    const { event } = await bob.line.hear('event', (one) => one.event.kind === 'transferred');
    expect(event).toMatchObject({ to: { operator: { name: 'Bob' } }, by: { name: 'Ada' } });
    await does(bob, { kind: 'joined' });
    await visitor.line.hear('event', (one) => one.event.kind === 'joined');
    await visitor.line.hear(
      'event',
      (one) => one.event.kind === 'joined' && one.event.operator.name === 'Bob',
    );
    expect(JSON.stringify(visitor.line.heard)).not.toMatch(/kettles|transferred/);
    await bobAccepts(false);
  });

  test('happens once, however often it is sent', async () => {
    await does(ada, { kind: 'joined' });
    await bobAccepts(true);
    const id = uuidv7();
    const send = operatorSend(chat, { kind: 'transferred', to: { operator: bob.id } }, id);
    ada.line.say(send);
    const first = await ada.line.hear('sent', (frame) => frame.id === id);
    ada.line.say(send);
    expect((await ada.line.hear('sent', (frame) => frame.id === id)).seq).toBe(first.seq);
    await bobAccepts(false);
  });

  test('lets a chat wait for a group, and is refused where the group was deleted', async () => {
    const made = await owner.call('POST', '/groups', { name: `Kilns ${uuidv7()}` });
    const to = { group: made.body.id };
    await does(ada, { kind: 'joined' });
    await does(ada, { kind: 'transferred', to });
    await ada.sees(chat, (row) => row.state === 'queued' && row.group?.id === made.body.id);
    await owner.call('DELETE', `/groups/${made.body.id}`);
    expect(await isRefused(ada, { kind: 'transferred', to, note: 'Lost?' })).toMatch(
      /not there any more; choose/,
    );
  });

  test('to somebody who accepts no chats is refused by name, and changes nothing', async () => {
    await does(ada, { kind: 'joined' });
    const transfer = { kind: 'transferred', to: { operator: bob.id }, note: 'Never told' };
    expect(await isRefused(ada, transfer)).toMatch(/Bob does not accept chats now/);
    ada.watches(chat);
    await does(ada, { kind: 'note', text: 'Still here' });
    await ada.line.hear('event', ({ event }) => event.kind === 'note');
    expect(JSON.stringify(ada.line.heard)).not.toContain('Never told');
  });
});

test('of two who accept one chat at the same moment exactly one has it, and the other is told who', async () => {
  const ids = [uuidv7(), uuidv7()];
  ada.line.say(operatorSend(chat, { kind: 'joined' }, ids[0] ?? ''));
  bob.line.say(operatorSend(chat, { kind: 'joined' }, ids[1] ?? ''));
  const isAnswer = (frame: { id?: string | undefined }) => ids.includes(frame.id ?? '');
  const sent = await Promise.race([
    ada.line.hear('sent', isAnswer),
    bob.line.hear('sent', isAnswer),
  ]);
  const [loser, winner] = sent.id === ids[0] ? [bob, 'Ada'] : [ada, 'Bob'];
  const refused = await loser.line.hear('refused', isAnswer);
  expect(refused.message).toContain(`${winner} was quicker`);
  // By it a client knows what has happened since.
  expect(refused.values).toEqual({ name: winner, seq: sent.seq });
});

describe('a closed chat', () => {
  test('is taken up again by an operator', async () => {
    await does(ada, { kind: 'closed' });
    await does(bob, { kind: 'reopened' });
    await ada.sees(chat, isOf(bob, 'active'));
    await visitor.line.hear('event', ({ event }) => event.kind === 'reopened');
  });

  test('stays closed where the visitor has another open one', async () => {
    await does(ada, { kind: 'closed' });
    await visitor.line.hear('event', ({ event }) => event.kind === 'closed');
    const id = uuidv7() as EventId;
    visitor.line.say({ type: 'send', id, chat: 'new', event: { kind: 'message', text: 'Anew' } });
    const other = await visitor.line.hear('sent', (frame) => frame.id === id);
    expect(other.chat).not.toBe(chat);
    expect(await isRefused(ada, { kind: 'reopened' })).toMatch(/has another open chat/);
    ada.line.say(operatorSend(other.chat, { kind: 'closed' }, uuidv7()));
  });
});

describe('who has a chat open', () => {
  test('is told to whoever has it open too, both ways, and when they leave', async () => {
    ada.watches(chat);
    await ada.line.hear('event');
    bob.watches(chat);
    const looks = (desk: Desk, here: boolean) => (frame: { operator: string; here: boolean }) =>
      frame.operator === desk.id && frame.here === here;
    await ada.line.hear('looking', looks(bob, true));
    await bob.line.hear('looking', looks(ada, true));
    bob.line.say({ type: 'unwatch', chat });
    await ada.line.hear('looking', looks(bob, false));
    expect(JSON.stringify(visitor.line.heard)).not.toContain('looking');
  });
});
