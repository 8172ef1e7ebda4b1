import { expect, onTestFinished, test } from 'vitest';
import { becomeOwner, invite } from '../helpers/console-api.ts';
import { demoSiteKey } from '../helpers/demo-site.ts';
import { operatorArrives, visitorArrives } from '../helpers/people.ts';
import { newDatabase } from '../helpers/postgres-server.ts';
import { REDIS_ADDRESS } from '../helpers/servers-answer.ts';
import { type SpawnedRelay, spawnRelay } from '../helpers/start-relay.ts';
import { waitUntil } from '../helpers/wait-until.ts';

/** Two relays in processes of their own, which can be killed. */
async function twoProcesses(): Promise<[SpawnedRelay, SpawnedRelay]> {
  const database = await newDatabase();
  const env = { DATABASE_URL: database.url, REDIS_URL: REDIS_ADDRESS };
  const first = await spawnRelay({ demo: true, env });
  const second = await spawnRelay({ demo: true, env });
  onTestFinished(async () => {
    await Promise.all([first.stop(), second.stop()]);
    await database.drop();
  });
  return [first, second];
}

test('gives the operators of a node that died back within seconds, and they go on at another', async () => {
  const [first, second] = await twoProcesses();
  const owner = await becomeOwner(second);
  const site = await demoSiteKey(second.url);
  const colleague = await operatorArrives(
    second.url,
    await invite(second.url, owner, 'operator', 'Bea'),
  );
  const operator = await operatorArrives(first.url, owner);
  await operator.accepts();
  const visitor = await visitorArrives(second.url, site);
  await visitor.hearsAccepting(true);
  const { chat } = await visitor.writes('Hello');
  await operator.sees(chat, (row) => row.state === 'assigned');

  const neighbour = await visitorArrives(first.url, site);
  const { chat: neighbours } = await neighbour.writes('Hello from next door');
  await colleague.sees(neighbours, ({ online }) => online);

  await first.kill();
  // A node is given up after some seconds of silence.
  await waitUntil('a visitor of the node that died is shown as away', 15_000, () => {
    const rows = colleague.line.heard.flatMap((frame) => (frame.type === 'chat' ? frame.chat : []));
    return rows.findLast(({ id }) => id === neighbours)?.online === false;
  });
  await waitUntil('the visitor hears that nobody accepts', 10_000, () =>
    visitor.line.heard.some(
      (frame) => frame.type === 'presence' && 'accepting' in frame && !frame.accepting,
    ),
  );
  const again = await operatorArrives(second.url, owner);
  await visitor.hearsAccepting(true);
  const row = again.welcome.chats.find(({ id }) => id === chat);
  expect(row).toMatchObject({ state: 'assigned', operator: { id: again.id } });
}, 60_000);
