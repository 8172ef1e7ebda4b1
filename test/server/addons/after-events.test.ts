import { expect, onTestFinished, test } from 'vitest';
import { openStorage, type Storage } from '../../../server/storage/index.ts';
import { appended, newPlace, says, visitorOf } from '../../contracts/storage-fixtures.ts';
import { type StrangeAddon, startAddons, writeAddon } from './installed-addon.ts';

async function open(dataDir: string): Promise<Storage> {
  const storage = await openStorage({ dataDir });
  onTestFinished(() => storage.close());
  return storage;
}

/** An add-on that is on, and one message for it; `hook` is the body of its `after.event`. */
async function told(hook: string, addon: StrangeAddon = {}) {
  const storage = await open(await newPlace());
  const module = await writeAddon({
    ...addon,
    hooks: `{ after: { event: async (event, context) => { ${hook} } } }`,
  });
  const relay = await startAddons(storage, module);
  await relay.switchOn();
  const { chat } = await appended(storage, says(await visitorOf(storage), 'my secret words'));
  relay.addons.wake();
  return { ...relay, chat };
}

test('P7 tells of what was committed before a crash, in order and once the relay is back', async () => {
  const dataDir = await newPlace();
  const module = await writeAddon({
    hooks: `{ after: { event: (event) => event.id } }`,
  });
  const before = await openStorage({ dataDir });
  const first = await startAddons(before, module);
  await first.switchOn();
  await first.stop();
  const person = await visitorOf(before);
  const { chat } = await appended(before, says(person, 'one'));
  await appended(before, says(person, 'two'));
  await before.close();

  const again = await startAddons(await open(dataDir), module);
  again.addons.wake();
  const found = await again.outcomes(2);
  expect(found.map(({ outcome }) => outcome)).toEqual([`evt_${chat.id}_1`, `evt_${chat.id}_2`]);
});

test('tells an add-on without needs of no words, no visitor and no way out', async () => {
  const { outcomes, chat } = await told(
    'return JSON.stringify([event, typeof context.http, Object.keys(event)]);',
  );
  const [delivery] = await outcomes(1);
  expect(delivery?.outcome).not.toContain('secret words');
  expect(delivery?.outcome).not.toContain(chat.visitor_id);
  const [event, http] = JSON.parse(delivery?.outcome ?? '');
  expect(event).toMatchObject({ author: { role: 'visitor' }, event: { kind: 'message' } });
  expect(event).not.toHaveProperty('visitor');
  expect(http).toBe('undefined');
});

test('gives an add-on what it named in its needs', async () => {
  const { outcomes, chat } = await told(
    'return JSON.stringify([event.event, event.author, event.visitor, typeof context.http]);',
    { needs: `['messages', 'visitors', 'http']` },
  );
  const [delivery] = await outcomes(1);
  const id = chat.visitor_id;
  expect(JSON.parse(delivery?.outcome ?? '')).toEqual([
    { kind: 'message', text: 'my secret words' },
    { role: 'visitor', id },
    { id, name: null, email: null, verified: null },
    'object',
  ]);
});

test.each([
  ['nothing', 'return undefined;'],
  ['an object', 'return { ok: true };'],
  ['an empty text', `return '';`],
])('takes %s for an answer, and tells of the event once', async (_what, hook) => {
  const { outcomes } = await told(hook);
  expect(await outcomes(1)).toMatchObject([{ state: 'done', outcome: 'done', attempts: 1 }]);
});

test('tries again later when an add-on throws', async () => {
  const { outcomes } = await told(`throw new Error('their server is down');`);
  const [delivery] = await outcomes(1);
  expect(delivery).toMatchObject({ state: 'waiting', outcome: 'their server is down' });
  expect(delivery?.nextAt).toBeGreaterThan(Date.now());
});

test('tries again at once when it is asked to, and not for a delivery nobody knows', async () => {
  const { addons, outcomes } = await told(
    `globalThis.attempts = (globalThis.attempts ?? 0) + 1;
     if (globalThis.attempts === 1) throw new Error('not yet');`,
  );
  const [failed] = await outcomes(1);
  expect(failed?.state).toBe('waiting');
  expect(await addons.retryDelivery(failed?.id ?? '')).toMatchObject({ state: 'waiting' });
  await expect.poll(() => addons.deliveries('strange')).toMatchObject([{ state: 'done' }]);
  expect(await addons.retryDelivery('unknown')).toBeUndefined();
});

test('gives up at once on NeverAgain, from whichever copy of the package', async () => {
  const { outcomes } = await told(
    `throw Object.assign(new Error('not wanted'), { name: 'NeverAgain' });`,
  );
  expect(await outcomes(1)).toMatchObject([{ state: 'dead', outcome: 'not wanted' }]);
});

test('ends the wait for an add-on that hangs after ten seconds, and aborts its signal', async () => {
  const { outcomes, lines } = await told(
    `context.signal.addEventListener('abort', () => context.log.info('was told to end'));
     await new Promise(() => undefined);`,
  );
  expect(await outcomes(1)).toMatchObject([
    { state: 'waiting', outcome: 'took longer than 10000 ms' },
  ]);
  expect(lines.join()).toContain('was told to end');
}, 20_000);
