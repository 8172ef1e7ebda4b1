import { join } from 'node:path';
import { expect, test } from 'vitest';
import { becomeOwner } from '../helpers/console-api.ts';
import { demoSiteKey } from '../helpers/demo-site.ts';
import { messageTo } from '../helpers/frame-line.ts';
import { visitorArrives } from '../helpers/people.ts';
import { spawnRelay } from '../helpers/start-relay.ts';

const MODULE = join(import.meta.dirname, '../../examples/addon/mask-card-numbers.mjs');

test('G2 the example add-on masks card numbers, and leaves other numbers alone', async () => {
  const relay = await spawnRelay({ demo: true, env: { ADDONS: MODULE } });
  const owner = await becomeOwner(relay);
  await owner.call('PUT', '/addons/mask-card-numbers', { enabled: true, settings: {} });
  const { line } = await visitorArrives(relay.url, await demoSiteKey(relay.url));
  line.say(messageTo('new', 'Card 4111 1111 1111 1111, order 4111 1111 1111 1112'));
  expect(await line.hear('event')).toMatchObject({
    event: { text: 'Card •••• 1111, order 4111 1111 1111 1112' },
  });
  await relay.stop();
});
