import { afterAll, beforeAll, expect, test } from 'vitest';
import { headlessVisitor } from '../helpers/headless-visitor.ts';
import { startNodes, type TestNodes } from '../helpers/start-nodes.ts';
import { waitUntil } from '../helpers/wait-until.ts';

const VISITORS = 12;
const WRITE_EVERY_MS = 100;
/** What is waiting at the end has to get through the limit of a visitor's frames. */
const MOST_PENDING = 20;

let nodes: TestNodes;

beforeAll(async () => {
  nodes = await startNodes(3, { demo: true, env: {} });
});
afterAll(() => nodes.stop());

test('loses nothing and turns nobody away while three nodes are restarted one after another', async () => {
  const visitors = await Promise.all(
    Array.from({ length: VISITORS }, () => headlessVisitor(nodes.url)),
  );
  const written = visitors.map(() => [] as string[]);
  const writing = setInterval(() => {
    visitors.forEach(({ client }, index) => {
      if (client.getState().pending.length >= MOST_PENDING) return;
      const text = `message ${written[index]?.length}`;
      client.send({ kind: 'message', text });
      written[index]?.push(text);
    });
  }, WRITE_EVERY_MS);

  await waitUntil('everybody has a line', 10_000, () => visitors.every(isConnected));
  const restarted = nodes.restart();
  let isDone = false;
  void restarted.then(() => {
    isDone = true;
  });
  // Whoever comes while a node is away is served by another one.
  let came = 0;
  while (!isDone) {
    const newcomer = await headlessVisitor(nodes.url);
    newcomer.client.send({ kind: 'message', text: 'I am new here' });
    await waitUntil('somebody new is served', 10_000, () => isServed(newcomer));
    newcomer.client.destroy();
    came += 1;
  }
  await restarted;
  clearInterval(writing);

  await waitUntil('everything is delivered', 30_000, () => visitors.every(isServed));
  expect(came).toBeGreaterThan(0);
  visitors.forEach(({ client }, index) => {
    const { items } = client.getState().view;
    const texts = items.flatMap((item) =>
      item.type === 'said' && item.body.kind === 'message' ? [item.body.text] : [],
    );
    expect(texts).toEqual(written[index]);
    client.destroy();
  });
}, 60_000);

type Visitor = Awaited<ReturnType<typeof headlessVisitor>>;

function isConnected({ client }: Visitor): boolean {
  return client.getState().connection.name === 'open';
}

function isServed(visitor: Visitor): boolean {
  const { view, pending } = visitor.client.getState();
  return isConnected(visitor) && pending.length === 0 && view.items.length > 0;
}
