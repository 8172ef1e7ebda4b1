import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { becomeOwner } from '../../helpers/console-api.ts';
import { demoSiteKey } from '../../helpers/demo-site.ts';
import { fileTo, uploadFile, visitorSender } from '../../helpers/file-sender.ts';
import { messageTo } from '../../helpers/frame-line.ts';
import { visitorArrives } from '../../helpers/people.ts';
import { PDF, png } from '../../helpers/sample-files.ts';
import { startTestRelay, type TestRelay } from '../../helpers/start-relay.ts';

let folder: string;
let relay: TestRelay;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'counterbell-addon-'));
});
afterEach(async () => {
  await relay.stop();
  await rm(folder, { recursive: true });
});

/** A relay with one add-on of a stranger's, switched on; `hook` is the body of its `before.message`, or of another one. */
async function relayWith(hook: string, name = 'message') {
  const module = join(folder, 'addon.mjs');
  const definition = `{ name: 'strange', title: 'Strange', description: 'For a test.', needs: ['messages'],
    hooks: { before: { ${name}: async (message) => { ${hook} } } } }`;
  await writeFile(module, `export const addon = ${definition};`);
  relay = await startTestRelay({ demo: true, env: { ADDONS: module } });
  const owner = await becomeOwner(relay);
  await owner.call('PUT', '/addons/strange', { enabled: true, settings: {} });
  return visitorArrives(relay.url, await demoSiteKey(relay.url));
}

test('changes what is stored and what everybody sees', async () => {
  const { line } = await relayWith(
    `return { event: { ...message.event, text: message.event.text.replace('4111', '••••') } };`,
  );
  line.say(messageTo('new', 'My card is 4111'));
  expect(await line.hear('event')).toMatchObject({ event: { text: 'My card is ••••' } });
  await line.hear('sent');
});

test('P3 takes a repeat of a changed message as one', async () => {
  const { line } = await relayWith(
    `return { event: { ...message.event, text: String(Math.random()) } };`,
  );
  const message = messageTo('new', 'again');
  line.say(message);
  const first = await line.hear('sent');
  line.say(message);
  expect(await line.hear('sent')).toEqual(first);
});

test('refuses a message with the sentence the sender is shown', async () => {
  const { line } = await relayWith(`return { refuse: 'Please do not shout.' };`);
  line.say(messageTo('new', 'HELLO'));
  expect(await line.hear('refused')).toMatchObject({
    code: 'addon_refused',
    message: 'Please do not shout.',
    final: true,
  });
});

test.each([
  ['throws', `throw new Error('broken');`],
  ['never answers', 'return new Promise(() => undefined);'],
  ['answers nonsense', `return { event: { kind: 'message', text: { html: '<b>' } } };`],
  ['answers another kind', `return { event: { kind: 'note', text: 'hidden' } };`],
  [
    'answers a text over the limit',
    `return { event: { kind: 'message', text: 'x'.repeat(8001) } };`,
  ],
])('harms nobody when it %s', async (_what, hook) => {
  const { line } = await relayWith(hook);
  line.say(messageTo('new', 'Hello'));
  expect(await line.hear('event')).toMatchObject({ event: { kind: 'message', text: 'Hello' } });
  await line.hear('sent');
});

test('refuses a file by its kind, whoever sends it, and lets others go on', async () => {
  const visitor = await relayWith(
    `if (message.event.file.type !== 'image/png') return { refuse: 'Pictures only, ' + message.author };`,
    'file',
  );
  const { line } = visitor;
  const sender = visitorSender(relay.url, await demoSiteKey(relay.url), visitor.token);
  const { file: picture } = await uploadFile(sender, 'a.png', png(3, 2));
  line.say(fileTo('new', picture));
  const { chat } = await line.hear('sent');
  const { file: paper } = await uploadFile(sender, 'a.pdf', PDF);
  line.say(fileTo(chat, paper));
  expect(await line.hear('refused')).toMatchObject({
    code: 'addon_refused',
    message: 'Pictures only, visitor',
    final: true,
  });
  line.say(messageTo(chat, 'Then not'));
  await line.hear('sent');
});

test('cannot make another file of one', async () => {
  const visitor = await relayWith(
    `return { event: { ...message.event, file: { ...message.event.file, name: 'other.png' } } };`,
    'file',
  );
  const sender = visitorSender(relay.url, await demoSiteKey(relay.url), visitor.token);
  const { file } = await uploadFile(sender, 'a.png', png(3, 2));
  visitor.line.say(fileTo('new', file));
  expect(await visitor.line.hear('event')).toMatchObject({ event: { kind: 'file', file } });
});
