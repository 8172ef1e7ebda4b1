import { uuidv7 } from 'uuidv7';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { becomeOwner, type ConsoleApi, invite } from '../../helpers/console-api.ts';
import { startTestRelay, type TestRelay } from '../../helpers/start-relay.ts';

let relay: TestRelay;
let owner: ConsoleApi;
let ada: ConsoleApi;

beforeAll(async () => {
  relay = await startTestRelay();
  owner = await becomeOwner(relay);
  ada = await invite(relay.url, owner, 'operator', 'Ada');
});
afterAll(() => relay.stop());

const STEPS = [
  { kind: 'send', response: uuidv7() },
  { kind: 'tag', tag: uuidv7(), on: true },
  { kind: 'transfer', to: { group: uuidv7() } },
  { kind: 'note', text: 'For {{visitor.name|a visitor}}' },
  { kind: 'close' },
];

function make(who: ConsoleApi, name: string, more: object = {}) {
  const input = { name, key: null, scope: { kind: 'everybody' }, steps: STEPS, ...more };
  return who.call('POST', '/macros', input);
}

test('keeps the steps of a macro in their order, for those it is for', async () => {
  const made = await make(owner, 'Refund', { key: '1' });
  expect(made).toMatchObject({ status: 201, body: { name: 'Refund', key: '1', steps: STEPS } });
  expect((await ada.call('GET', '/macros')).body).toEqual([made.body]);
  const change = { name: 'Refunds', key: null, scope: { kind: 'own' }, steps: STEPS.slice(4) };
  const path = `/macros/${made.body.id}`;
  expect((await ada.call('PUT', path, change)).status).toBe(403);
  expect((await owner.call('PUT', path, change)).body).toMatchObject(change);
  expect((await ada.call('GET', '/macros')).body).toEqual([]);
  expect((await ada.call('DELETE', path)).status).toBe(404);
  expect((await owner.call('DELETE', path)).status).toBe(204);
});

test('lets operators make macros of their own alone, each under a name of its own', async () => {
  expect((await make(ada, 'Mine')).status).toBe(403);
  expect((await make(ada, 'Mine', { scope: { kind: 'own' } })).status).toBe(201);
  const twice = await make(ada, ' Mine ', { scope: { kind: 'own' } });
  expect(twice).toMatchObject({ status: 409, body: { error: { field: 'name' } } });
  expect((await owner.call('GET', '/macros')).body).toEqual([]);
});

test.each([
  ['no step', { steps: [] }, 'steps'],
  ['eleven steps', { steps: Array.from({ length: 11 }, () => ({ kind: 'close' })) }, 'steps'],
  ['a step that there is none of', { steps: [{ kind: 'explode' }] }, 'steps.0.kind'],
  ['an unknown variable in a note', { steps: [{ kind: 'note', text: '{{x}}' }] }, 'steps.0.text'],
  ['a key that is no digit', { key: 'x' }, 'key'],
])('refuses %s and names the field', async (_what, wrong, field) => {
  const answer = await make(owner, 'Never', wrong);
  expect(answer).toMatchObject({ status: 400, body: { error: { field } } });
});
