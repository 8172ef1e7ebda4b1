import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { AddonSettingError } from '../../../server/addons/index.ts';
import { openStorage } from '../../../server/storage/index.ts';
import { newPlace } from '../../contracts/storage-fixtures.ts';
import { startAddons, writeAddon } from './installed-addon.ts';

async function newStorage() {
  const storage = await openStorage({ dataDir: await newPlace() });
  onTestFinished(() => storage.close());
  return storage;
}

test('refuses to start with a module that is not there, in one line that names it', async () => {
  const module = join(await newPlace(), 'missing.mjs');
  const start = startAddons(await newStorage(), module);
  await expect(start).rejects.toThrow(/^ADDONS names .*missing\.mjs, which cannot be loaded: .+$/);
});

test.each([
  ['a need that does not exist', { needs: `['everything']` }, 'there is no need "everything"'],
  ['no hooks', { hooks: 'null' }, 'it exports no add-on'],
  ['a hook that is no function', { hooks: `{ after: { event: 'x' } }` }, 'a hook is no function'],
  [
    'a before hook without the need for messages',
    { hooks: '{ before: { message() {} } }' },
    `before.message needs 'messages'`,
  ],
  ['a field of an unknown kind', { fields: `[{ name: 'a', label: 'A', kind: 'date' }]` }, 'kind'],
  [
    'two fields of one name',
    {
      fields: `[{ name: 'a', label: 'A', kind: 'text' }, { name: 'a', label: 'B', kind: 'text' }]`,
    },
    'two fields have the same name',
  ],
])('refuses to start with an add-on that has %s', async (_what, addon, reason) => {
  const start = startAddons(await newStorage(), await writeAddon(addon));
  await expect(start).rejects.toThrow(reason);
});

test('keeps the switch and the settings, and makes a value that is left empty', async () => {
  const storage = await newStorage();
  const module = await writeAddon({
    fields: `[{ name: 'word', label: 'Word', kind: 'text' },
      { name: 'key', label: 'Key', kind: 'secret', generate: () => 'made' }]`,
  });
  const { addons, switchOn } = await startAddons(storage, module);
  expect(await addons.list()).toMatchObject([
    { name: 'webhook', enabled: false },
    { name: 'strange', enabled: false },
  ]);
  await switchOn({ word: 'hello', key: '' });
  const again = await startAddons(storage, module);
  expect((await again.addons.list())[1]).toMatchObject({
    enabled: true,
    settings: { word: 'hello', key: 'made' },
  });
});

test('refuses a setting that the add-on does not have, and names it', async () => {
  const { switchOn } = await startAddons(await newStorage(), await writeAddon({}));
  const update = switchOn({ colour: 'red' });
  await expect(update).rejects.toThrow(AddonSettingError);
  await expect(update).rejects.toMatchObject({
    field: 'settings.colour',
    fault: 'unknown_field',
  });
});

test('knows no add-on that is not installed', async () => {
  const { addons } = await startAddons(await newStorage(), await writeAddon({}));
  expect(await addons.update('other', { enabled: true, settings: {} })).toBeUndefined();
});
