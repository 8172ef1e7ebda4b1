import { expect, onTestFinished, test } from 'vitest';
import { becomeOwner } from '../helpers/console-api.ts';
import { demoSiteKey } from '../helpers/demo-site.ts';
import { type FrameLine, messageTo } from '../helpers/frame-line.ts';
import { operatorArrives, visitorArrives } from '../helpers/people.ts';
import { newDatabase, startPostgres } from '../helpers/postgres-server.ts';
import { startTestRelay } from '../helpers/start-relay.ts';
import { openTcpGate } from '../helpers/tcp-gate.ts';
import { waitUntil } from '../helpers/wait-until.ts';

/** What became of a message. */
async function answerTo(line: FrameLine, message: ReturnType<typeof messageTo>) {
  line.say(message);
  let answer = undefined as (typeof line.heard)[number] | undefined;
  await waitUntil('the message is answered', 30_000, () => {
    answer = line.heard.findLast(
      (frame) => (frame.type === 'sent' || frame.type === 'refused') && frame.id === message.id,
    );
    return answer !== undefined;
  });
  return answer;
}

test('P1 refuses with "try again" while Postgres is away, on lines that stay open, and goes on when it is back', async () => {
  const postgres = await startPostgres();
  const relay = await startTestRelay({
    demo: true,
    alone: true,
    env: { DATABASE_URL: postgres.url },
  });
  onTestFinished(async () => {
    await relay.stop();
    await postgres.remove();
  });
  const operator = await operatorArrives(relay.url, await becomeOwner(relay));
  const { line } = await visitorArrives(relay.url, await demoSiteKey(relay.url));
  const first = messageTo('new', 'before');
  expect(await answerTo(line, first)).toMatchObject({ type: 'sent', seq: 1 });

  await postgres.kill();
  const second = messageTo('new', 'meanwhile');
  const refusal = { type: 'refused', code: 'storage_failed', final: false };
  expect(await answerTo(line, second)).toMatchObject(refusal);
  const unready = await fetch(`${relay.url}/readyz`);
  expect(unready.status).toBe(503);
  expect((await unready.json()).reasons).toEqual([expect.stringContaining('DATABASE_URL')]);

  await postgres.start();
  await waitUntil('the relay is ready again', 20_000, async () => {
    return (await fetch(`${relay.url}/readyz`)).status === 200;
  });
  // The same id again, as the client does: nothing of the first try was kept.
  line.say(second);
  const sent = await line.hear('sent', ({ id }) => id === second.id);
  operator.watches(sent.chat);
  const seen = [
    await operator.line.hear('event'),
    await operator.line.hear('event', ({ id }) => id === second.id),
  ];
  expect(seen.map(({ id }) => id)).toEqual([first.id, second.id]);
}, 60_000);

test('says within seconds that it is not ready when Postgres hangs', async () => {
  const database = await newDatabase();
  const address = new URL(database.url);
  const gate = await openTcpGate(Number(address.port || 5_432));
  address.port = String(gate.port);
  const relay = await startTestRelay({ alone: true, env: { DATABASE_URL: address.href } });
  onTestFinished(async () => {
    gate.release();
    await relay.stop();
    await gate.close();
    await database.drop();
  });
  expect((await fetch(`${relay.url}/readyz`)).status).toBe(200);
  gate.hold();
  // Whoever watches it asks for no longer than this.
  const answer = await fetch(`${relay.url}/readyz`, { signal: AbortSignal.timeout(4_000) });
  expect(answer.status).toBe(503);
  gate.release();
  await waitUntil('the relay is ready again', 30_000, async () => {
    return (await fetch(`${relay.url}/readyz`)).status === 200;
  });
}, 60_000);
