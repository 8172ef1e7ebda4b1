import { randomUUID } from 'node:crypto';
import { expect, onTestFinished, test } from 'vitest';
import type { SiteId } from '../../../protocol/index.ts';
import { openStorage } from '../../../server/storage/index.ts';
import { newPlace } from '../../contracts/storage-fixtures.ts';
import { startAddons, writeAddon } from './installed-addon.ts';

const SECRET = 'my card is 4111';

/** Shows one message to an add-on that is on; `hook` is the body of its `before.message`. */
async function shown(hook: string) {
  const storage = await openStorage({ dataDir: await newPlace() });
  onTestFinished(() => storage.close());
  const module = await writeAddon({
    needs: `['messages']`,
    fields: `[{ name: 'word', label: 'Word', kind: 'text' }]`,
    hooks: `{ before: { message(message, context) { ${hook} } } }`,
  });
  const { addons, switchOn, lines } = await startAddons(storage, module);
  await switchOn({ word: 'kept' });
  const outcome = await addons.before({
    site: randomUUID() as SiteId,
    siteName: 'Lamps',
    chat: null,
    author: 'visitor',
    event: { kind: 'message', text: SECRET },
  });
  return { addons, outcome, lines };
}

test.each([
  ['throws what it was sent', 'JSON.parse(message.event.text);', /threw SyntaxError at /],
  ['throws a text', 'throw message.event.text;', /threw a string/],
  ['answers a wrong event', 'return { event: { ...message.event, text: 7 } };', /not valid.*text/],
  ['answers a text alone', 'return message.event.text;', /neither nothing nor an object/],
  ['hangs', 'return new Promise(() => undefined);', /took longer than 1000 ms/],
])('logs an add-on that %s by its name, without the words', async (_what, hook, reason) => {
  const { outcome, lines } = await shown(hook);
  expect(outcome).toEqual({ event: { kind: 'message', text: SECRET } });
  expect(lines).toHaveLength(1);
  expect(lines[0]).toContain('"addon":"strange"');
  expect(lines[0]).toMatch(reason);
  expect(lines[0]).not.toContain('card');
});

test('takes what a hook does to the message or the settings in place for no answer', async () => {
  const { addons, outcome } = await shown(
    `message.event.text = 'changed'; context.settings.word = 'changed';`,
  );
  expect(outcome).toEqual({ event: { kind: 'message', text: SECRET } });
  expect((await addons.list())[1]?.settings).toEqual({ word: 'kept' });
});
