import { expect, test, vi } from 'vitest';
import { createOperatorClient, createStores } from '../../client/index.ts';
import type { ChatId, ChatView } from '../../protocol/index.ts';
import { becomeOwner } from '../helpers/console-api.ts';
import { headlessVisitor } from '../helpers/headless-visitor.ts';
import { nodeEnvironment } from '../helpers/node-environment.ts';
import { spawnRelay } from '../helpers/start-relay.ts';

const MESSAGES = 60;
const KILLS = 4;
const PATIENCE = { timeout: 30_000, interval: 20 };

function textsOf(view: ChatView): string[] {
  return view.items.flatMap((item) =>
    item.type === 'said' && item.body.kind === 'message' ? [item.body.text] : [],
  );
}

test('P2 P3 P4 loses and doubles nothing while the relay is killed and both sides write', {
  timeout: 60_000,
}, async () => {
  const relay = await spawnRelay({ demo: true });
  const owner = await becomeOwner(relay);
  const { client: visitor } = await headlessVisitor(relay.url);
  const operator = createOperatorClient(
    { relay: relay.url, store: createStores().page },
    nodeEnvironment({ origin: relay.url, cookie: owner.cookie }),
  );
  operator.connect();
  visitor.send({ kind: 'message', text: 'visitor 0' });
  const chat = await vi.waitFor(() => {
    const id = visitor.getState().chat;
    expect(id).not.toBeNull();
    return id as ChatId;
  }, PATIENCE);
  operator.watch(chat);

  for (let kill = 0; kill < KILLS; kill += 1) {
    for (let count = 0; count < MESSAGES / KILLS; count += 1) {
      visitor.send({ kind: 'message', text: `visitor ${kill}.${count}` });
      operator.send(chat, { kind: 'message', text: `operator ${kill}.${count}` });
    }
    // Somewhere in the middle of them.
    await vi.waitFor(() => {
      expect(visitor.getState().pending.length).toBeLessThan(MESSAGES / KILLS);
    }, PATIENCE);
    await relay.kill();
    await relay.restart();
  }

  await vi.waitFor(() => {
    const seen = textsOf(visitor.getState().view);
    expect(seen).toHaveLength(MESSAGES * 2 + 1);
    expect(textsOf(operator.getState().open.get(chat)?.view ?? visitor.getState().view)).toEqual(
      seen,
    );
    expect(visitor.getState().pending).toEqual([]);
    expect(operator.getState().open.get(chat)?.pending).toEqual([]);
  }, PATIENCE);

  const seen = textsOf(visitor.getState().view);
  expect(new Set(seen).size).toBe(seen.length);
  const order = (who: string) => seen.filter((text) => text.startsWith(who));
  const written = (who: string) =>
    Array.from({ length: KILLS }, (_, kill) =>
      Array.from({ length: MESSAGES / KILLS }, (_one, count) => `${who} ${kill}.${count}`),
    ).flat();
  expect(order('operator')).toEqual(written('operator'));
  expect(order('visitor')).toEqual(['visitor 0', ...written('visitor')]);
  visitor.destroy();
  operator.destroy();
  await relay.stop();
});
