import { uuidv7 } from 'uuidv7';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { ChatId, Tag } from '../../../protocol/index.ts';
import { becomeOwner, type ConsoleApi, invite } from '../../helpers/console-api.ts';
import { demoSiteKey } from '../../helpers/demo-site.ts';
import { operatorArrives, operatorSend, visitorArrives } from '../../helpers/people.ts';
import { startTestRelay, type TestRelay } from '../../helpers/start-relay.ts';

let relay: TestRelay;
let owner: ConsoleApi;
let site: string;

beforeAll(async () => {
  relay = await startTestRelay({ demo: true });
  owner = await becomeOwner(relay);
  site = await demoSiteKey(relay.url);
});
afterAll(() => relay.stop());

async function makes(name: string, more: object = {}): Promise<Tag> {
  const made = await owner.call('POST', '/tags', { name, colour: 'red', site: null, ...more });
  expect(made.status).toBe(201);
  return made.body;
}

function tagged(chat: ChatId, tag: string, on: boolean) {
  return operatorSend(chat, { kind: 'tagged', tag, on }, uuidv7());
}

async function chatsWith(text: string) {
  const visitor = await visitorArrives(relay.url, site);
  const { chat } = await visitor.writes(text);
  return { visitor, chat };
}

test('puts a tag on a chat for all operators to see, takes it off, and keeps both from the visitor', async () => {
  const refund = await makes('Refund');
  const [olga, sam] = [
    await operatorArrives(relay.url, owner),
    await operatorArrives(relay.url, await invite(relay.url, owner, 'operator', 'Sam')),
  ];
  const { visitor, chat } = await chatsWith('I want my money back');
  sam.line.say(tagged(chat, refund.id, true));
  await olga.sees(chat, ({ tags }) => tags.includes(refund.id));
  sam.line.say(tagged(chat, refund.id, false));
  await olga.sees(chat, ({ tags }) => tags.length === 0);
  olga.watches(chat);
  const on = await olga.line.hear('event', ({ event }) => event.kind === 'tagged');
  expect(on).toMatchObject({
    author: { role: 'operator', id: sam.id },
    event: { tag: { id: refund.id, name: 'Refund', colour: 'red' }, on: true },
  });
  const off = await olga.line.hear('event', ({ seq }) => seq === on.seq + 1);
  expect(off.event).toMatchObject({ kind: 'tagged', on: false });
  visitor.line.say({ type: 'fetch', chat, after: 0, limit: 200 });
  const { seq } = await visitor.writes('Hello?', chat);
  await visitor.line.hear('event', (frame) => frame.seq === seq);
  expect(JSON.stringify(visitor.line.heard)).not.toContain('Refund');
});

test('P3 puts a tag on once, however often it is asked for', async () => {
  const urgent = await makes('Urgent');
  const operator = await operatorArrives(relay.url, owner);
  const { chat } = await chatsWith('Quick!');
  const first = tagged(chat, urgent.id, true);
  for (const frame of [first, first, tagged(chat, urgent.id, true)]) {
    operator.line.say(frame);
    await operator.line.hear('sent', ({ id }) => id === frame.id);
  }
  operator.watches(chat);
  operator.line.say(operatorSend(chat, { kind: 'note', text: 'the end' }, uuidv7()));
  await operator.line.hear('event', ({ event }) => event.kind === 'note');
  // One event may be told twice, from the log and live.
  const places = operator.line.heard.flatMap((frame) =>
    frame.type === 'event' && frame.chat === chat && frame.event.kind === 'tagged' ? frame.seq : [],
  );
  expect(new Set(places).size).toBe(1);
});

test('tells every console when a tag is made, renamed or deleted, and keeps in the log what it was called', async () => {
  const operator = await operatorArrives(relay.url, owner);
  const made = await makes('Shiping');
  await operator.line.hear('tags', ({ tags }) => tags.some(({ name }) => name === 'Shiping'));
  const { chat } = await chatsWith('Where is it?');
  operator.line.say(tagged(chat, made.id, true));
  await operator.sees(chat, ({ tags }) => tags.includes(made.id));
  const change = { name: 'Shipping', colour: 'blue', site: null };
  expect((await owner.call('PUT', `/tags/${made.id}`, change)).body).toEqual({
    id: made.id,
    ...change,
  });
  await operator.line.hear('tags', ({ tags }) => tags.some(({ name }) => name === 'Shipping'));
  expect((await owner.call('DELETE', `/tags/${made.id}`)).status).toBe(204);
  await operator.line.hear('tags', ({ tags }) => tags.every(({ id }) => id !== made.id));
  operator.line.say(operatorSend(chat, { kind: 'note', text: 'later' }, uuidv7()));
  await operator.sees(chat, ({ tags }) => tags.length === 0);
  operator.watches(chat);
  const event = await operator.line.hear('event', (frame) => frame.event.kind === 'tagged');
  expect(event).toMatchObject({ event: { tag: { name: 'Shiping' } } });
  expect((await owner.call('DELETE', `/tags/${made.id}`)).status).toBe(404);
});

test('refuses a name that is taken, an unknown site, and a tag of another site, each with its reason', async () => {
  await makes('Bug');
  const twice = await owner.call('POST', '/tags', { name: 'bug', colour: 'blue', site: null });
  expect(twice).toMatchObject({ status: 409, body: { error: { field: 'name' } } });
  expect(twice.body.error.message).toContain('bug');
  const nowhere = { name: 'Nowhere', colour: 'blue', site: uuidv7() };
  expect((await owner.call('POST', '/tags', nowhere)).status).toBe(404);
  for (const name of ['turned \u202e round', 'two\nlines', ' ']) {
    const answer = await owner.call('POST', '/tags', { name, colour: 'red', site: null });
    expect(answer).toMatchObject({ status: 400, body: { error: { field: 'name' } } });
  }
  const long = await owner.call('POST', '/tags', { name: 'x'.repeat(41), colour: 'x', site: null });
  expect(long).toMatchObject({ status: 400, body: { error: { field: 'name' } } });
  const settings = (await owner.call('GET', '/sites')).body[0].settings;
  const other = await owner.call('POST', '/sites', {
    name: 'Other',
    domains: ['other.example'],
    settings,
  });
  const theirs = await makes('Only there', { site: other.body.id });
  const operator = await operatorArrives(relay.url, owner);
  const { chat } = await chatsWith('Here');
  operator.line.say(tagged(chat, theirs.id, true));
  expect(await operator.line.hear('refused')).toMatchObject({
    code: 'tag_of_other_site',
    values: { name: 'Only there' },
  });
  operator.line.say(tagged(chat, uuidv7(), true));
  expect(await operator.line.hear('refused', ({ code }) => code === 'not_found')).toBeTruthy();
});

test('lets a chat have 20 tags and no more', async () => {
  const tags: Tag[] = [];
  for (let nth = 0; nth <= 20; nth += 1) tags.push(await makes(`Number ${nth}`));
  const operator = await operatorArrives(relay.url, owner);
  const { chat } = await chatsWith('All of them');
  for (const { id } of tags) operator.line.say(tagged(chat, id, true));
  const refused = await operator.line.hear('refused');
  expect(refused.message).toContain('at most 20 tags');
  await operator.sees(chat, (summary) => summary.tags.length === 20);
});
