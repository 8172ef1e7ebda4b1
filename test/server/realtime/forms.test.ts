import { uuidv7 } from 'uuidv7';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { ChatId } from '../../../protocol/index.ts';
import { becomeOwner, type ConsoleApi } from '../../helpers/console-api.ts';
import { demoSiteKey } from '../../helpers/demo-site.ts';
import { operatorArrives, operatorSend, visitorArrives } from '../../helpers/people.ts';
import { asksBy, EVERY_KIND, shownForm } from '../../helpers/site-forms.ts';
import { startTestRelay, type TestRelay } from '../../helpers/start-relay.ts';

let relay: TestRelay;
let owner: ConsoleApi;
let site: string;
let operator: Awaited<ReturnType<typeof operatorArrives>>;

const SURVEY = shownForm([{ id: 'why', kind: 'text', label: 'Why?', required: true }]);
const WHY = [{ field: 'why', label: 'Why?', value: 'The weather' }];

beforeAll(async () => {
  // Alone: other nodes learn a little later what a site asks.
  relay = await startTestRelay({ demo: true, alone: true });
  owner = await becomeOwner(relay);
  site = await demoSiteKey(relay.url);
  operator = await operatorArrives(relay.url, owner);
});
beforeEach(() => asksBy(owner, {}));
afterAll(() => relay.stop());

type Visitor = Awaited<ReturnType<typeof visitorArrives>>;

/** Sends an event and gives back how the relay answered. */
async function sends({ line }: Visitor, chat: ChatId | 'new', event: object, id = uuidv7()) {
  line.say({ type: 'send', id, chat, event });
  return Promise.any([
    line.hear('sent', (frame) => frame.id === id),
    line.hear('refused', (frame) => frame.id === id),
  ]);
}

function answers(form: string, given: readonly object[]) {
  return { kind: 'form', form, answers: given };
}

/** A chat of a new visitor that an operator answered, and closed again where asked. */
async function answeredChat(isClosed = false) {
  const visitor = await visitorArrives(relay.url, site);
  const { chat } = await visitor.writes('Hello');
  operator.line.say(operatorSend(chat, { kind: 'message', text: 'Hi' }, uuidv7()));
  await visitor.line.hear('event', ({ event }) => event.kind === 'joined');
  if (isClosed) {
    operator.line.say(operatorSend(chat, { kind: 'closed' }, uuidv7()));
    await visitor.line.hear('event', ({ event }) => event.kind === 'closed');
  }
  return { visitor, chat };
}

describe('A6 a form', () => {
  const name = { field: 'name', label: '', value: 'Grace' };
  const email = { field: 'email', label: 'Your address', value: 'grace@example.org' };
  const topic = { field: 'topic', label: 'Topic', value: 'Repairs' };
  const terms = { field: 'terms', label: 'I agree that you keep this', value: true };
  const right = [name, email, topic, terms];

  test('before the chat begins it, queued, and says who the visitor is', async () => {
    await asksBy(owner, { preChat: { ...shownForm(EVERY_KIND), voluntary: false } });
    const visitor = await visitorArrives(relay.url, site);
    expect(visitor.welcome.config.forms.preChat.fields).toEqual(EVERY_KIND);
    const sent = await sends(visitor, 'new', answers('preChat', right));
    expect(sent).toMatchObject({ type: 'sent', seq: 1 });
    const summary = await operator.sees(
      (sent as { chat: ChatId }).chat,
      (chat) => chat.visitor.email !== null,
    );
    expect(summary.visitor).toMatchObject({ name: 'Grace', email: 'grace@example.org' });
    expect(summary.preview).toBe(
      'Grace · Your address: grace@example.org · Topic: Repairs · ☑ I agree that you keep this',
    );
  });

  test.each([
    ['no answer to a field', [topic, terms], /email is missing/],
    ['text for a tick', [name, email, { ...terms, value: 'yes' }], /terms must be true/],
    [
      'an option that is not there',
      [name, email, { ...topic, value: 'Love' }, terms],
      /topic must be one of its options/,
    ],
    [
      'an answer that is too long',
      [{ ...name, value: 'x'.repeat(101) }, email, terms],
      /name has a limit of 100 characters/,
    ],
    [
      'a field that is not there',
      [...right, { field: 'isadmin', label: '', value: true }],
      /isadmin is not one of its fields/,
    ],
    [
      'a label of its own',
      [{ ...name, label: '<b>Name</b>' }, email, terms],
      /name has another label now/,
    ],
  ])('is refused by the name of its field with %s', async (_what, given, message) => {
    await asksBy(owner, { offline: shownForm(EVERY_KIND) });
    const visitor = await visitorArrives(relay.url, site);
    const refused = await sends(visitor, 'new', answers('offline', given));
    expect(refused).toMatchObject({ type: 'refused', code: 'answers_wrong', final: true });
    expect('message' in refused && refused.message).toMatch(message);
  });

  test('is held to the form as it is now, also on a line from before', async () => {
    const visitor = await visitorArrives(relay.url, site);
    await asksBy(owner, { offline: shownForm(EVERY_KIND) });
    const old = [
      { field: 'name', label: '', value: 'Grace' },
      { field: 'email', label: '', value: 'grace@example.org' },
      { field: 'message', label: '', value: 'Call me' },
    ];
    const refused = await sends(visitor, 'new', answers('offline', old));
    expect(refused).toMatchObject({ code: 'answers_wrong' });
  });

  test('is taken as a repeat once it is in the log, whatever the form is then', async () => {
    const visitor = await visitorArrives(relay.url, site);
    const id = uuidv7();
    const event = answers('offline', [
      { field: 'name', label: '', value: 'Grace' },
      { field: 'email', label: '', value: 'grace@example.org' },
      { field: 'message', label: '', value: 'Call me' },
    ]);
    const first = await sends(visitor, 'new', event, id);
    await asksBy(owner, { offline: shownForm(EVERY_KIND) });
    expect(await sends(visitor, 'new', event, id)).toEqual(first);
  });

  test('is refused where the site does not show it, and before a chat that has begun', async () => {
    const visitor = await visitorArrives(relay.url, site);
    const { chat } = await visitor.writes('Hello');
    expect(await sends(visitor, chat, answers('postChat', WHY))).toMatchObject({
      code: 'conflict',
    });
    expect(await sends(visitor, 'new', answers('preChat', right))).toMatchObject({
      code: 'conflict',
    });
    const other = await visitorArrives(relay.url, site);
    expect(await sends(other, 'new', answers('preChat', right))).toMatchObject({
      code: 'answers_wrong',
    });
  });

  test('is refused with 21 answers', async () => {
    const visitor = await visitorArrives(relay.url, site);
    const given = Array.from({ length: 21 }, () => ({ field: 'a', label: 'a', value: 'a' }));
    const refused = await sends(visitor, 'new', answers('offline', given));
    expect(refused).toMatchObject({ type: 'refused', code: 'invalid' });
  });

  test('after the chat is answered once, and leaves the chat closed', async () => {
    await asksBy(owner, { postChat: SURVEY });
    const { visitor, chat } = await answeredChat(true);
    const id = uuidv7();
    const first = await sends(visitor, chat, answers('postChat', WHY), id);
    expect(first).toMatchObject({ type: 'sent' });
    expect(await sends(visitor, chat, answers('postChat', WHY), id)).toEqual(first);
    const second = await sends(visitor, chat, answers('postChat', WHY));
    expect(second).toMatchObject({ type: 'refused', code: 'conflict', final: true });
    const back = await visitorArrives(relay.url, site, { token: visitor.token });
    expect(back.welcome.chats[0]).toMatchObject({ id: chat, state: 'closed' });
  });

  test('after the chat is refused where no operator joined it, as a rating is', async () => {
    await asksBy(owner, { postChat: SURVEY });
    const visitor = await visitorArrives(relay.url, site);
    const { chat } = await visitor.writes('Anybody?');
    await sends(visitor, chat, { kind: 'closed' });
    expect(await sends(visitor, chat, answers('postChat', WHY))).toMatchObject({
      code: 'conflict',
      message: 'That cannot be done: no operator was in this chat.',
      final: true,
    });
  });
});

describe('A7 a rating', () => {
  test('is changed as often as the visitor likes; the last one counts', async () => {
    const { visitor, chat } = await answeredChat(true);
    await sends(visitor, chat, { kind: 'rating', good: false });
    await operator.sees(chat, ({ rating }) => rating === 'bad');
    await sends(visitor, chat, { kind: 'rating', good: true, comment: 'Very kind' });
    const summary = await operator.sees(chat, ({ rating }) => rating === 'good');
    expect(summary.state).toBe('closed');
  });

  test('is taken while an operator is in the chat, and not before', async () => {
    const { visitor, chat } = await answeredChat();
    expect(await sends(visitor, chat, { kind: 'rating', good: true })).toMatchObject({
      type: 'sent',
    });
    const alone = await visitorArrives(relay.url, site);
    const { chat: waiting } = await alone.writes('Anybody?');
    expect(await sends(alone, waiting, { kind: 'rating', good: true })).toMatchObject({
      code: 'conflict',
    });
  });

  test('is refused once a chat is closed that no operator joined', async () => {
    const visitor = await visitorArrives(relay.url, site);
    const { chat } = await visitor.writes('Anybody?');
    await sends(visitor, chat, { kind: 'closed' });
    expect(await sends(visitor, chat, { kind: 'rating', good: false })).toMatchObject({
      code: 'conflict',
      final: true,
    });
    const summary = await operator.sees(chat, ({ state }) => state === 'closed');
    expect(summary.rating).toBeNull();
  });

  test('is taken of a chat that was given to somebody who never came', async () => {
    const { visitor, chat } = await answeredChat();
    const { body: group } = await owner.call('POST', '/groups', { name: 'Nobody' });
    const id = uuidv7();
    operator.line.say(operatorSend(chat, { kind: 'transferred', to: { group: group.id } }, id));
    await operator.line.hear('sent', (frame) => frame.id === id);
    await sends(visitor, chat, { kind: 'closed' });
    expect(await sends(visitor, chat, { kind: 'rating', good: true })).toMatchObject({
      type: 'sent',
    });
  });

  test('of a chat that was erased, or is somebody else’s, finds no such chat', async () => {
    const { visitor, chat } = await answeredChat(true);
    const stranger = await visitorArrives(relay.url, site);
    for (const id of [chat, uuidv7() as ChatId]) {
      expect(await sends(stranger, id, { kind: 'rating', good: false })).toMatchObject({
        code: 'not_found',
        final: true,
      });
    }
    expect(await sends(stranger, 'new', { kind: 'rating', good: false })).toMatchObject({
      code: 'conflict',
    });
    expect(await sends(visitor, chat, { kind: 'rating', good: true })).toMatchObject({
      type: 'sent',
    });
  });

  test('of an older chat is refused once a newer one has begun', async () => {
    const { visitor, chat } = await answeredChat(true);
    const newer = await visitor.writes('Another question');
    expect(newer.chat).not.toBe(chat);
    expect(await sends(visitor, chat, { kind: 'rating', good: true })).toMatchObject({
      code: 'conflict',
    });
  });

  test('is refused by name where its comment is too long', async () => {
    const { visitor, chat } = await answeredChat(true);
    const comment = 'x'.repeat(1_001);
    const refused = await sends(visitor, chat, { kind: 'rating', good: true, comment });
    expect('message' in refused && refused.message).toMatch(/event\.comment is 1001 characters/);
  });
});

describe('A7 a visitor who ends the chat', () => {
  test('closes it for everybody; ending it again changes nothing', async () => {
    const { visitor, chat } = await answeredChat();
    expect(await sends(visitor, chat, { kind: 'closed' })).toMatchObject({ type: 'sent' });
    expect((await operator.sees(chat, ({ state }) => state === 'closed')).operator).not.toBeNull();
    expect(await sends(visitor, chat, { kind: 'closed' })).toMatchObject({ type: 'sent' });
    operator.watches(chat);
    const end = await operator.line.hear(
      'event',
      (frame) => frame.chat === chat && frame.event.kind === 'closed',
    );
    expect(end.author).toMatchObject({ role: 'visitor' });
  });

  test('leaves the queue, and is told where there is nothing to end', async () => {
    await operator.accepts(false);
    const visitor = await visitorArrives(relay.url, site);
    expect(await sends(visitor, 'new', { kind: 'closed' })).toMatchObject({ code: 'conflict' });
    const { chat } = await visitor.writes('Never mind');
    await sends(visitor, 'new', { kind: 'closed' });
    await operator.sees(chat, ({ state }) => state === 'closed');
  });
});
