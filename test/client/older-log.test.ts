import { join } from 'node:path';
import Database from 'better-sqlite3';
import { expect, onTestFinished, test, vi } from 'vitest';
import { createOperatorClient, createStores, type VisitorClient } from '../../client/index.ts';
import type { ChatId, ChatView } from '../../protocol/index.ts';
import { backupStorage, restoreStorage } from '../../server/storage/index.ts';
import { becomeOwner } from '../helpers/console-api.ts';
import { headlessVisitor } from '../helpers/headless-visitor.ts';
import { nodeEnvironment } from '../helpers/node-environment.ts';
import { type SpawnedRelay, spawnRelay } from '../helpers/start-relay.ts';

const PATIENCE = { timeout: 20_000, interval: 20 };

function textsOf(view: ChatView | undefined): string[] {
  return (view?.items ?? []).flatMap((item) =>
    item.type === 'said' && item.body.kind === 'message' ? [item.body.text] : [],
  );
}

async function says(visitor: VisitorClient, text: string): Promise<void> {
  visitor.send({ kind: 'message', text });
  await vi.waitFor(() => expect(visitor.getState().pending).toEqual([]), PATIENCE);
}

/** Puts the backup in the database's place while the relay is down. */
async function comesBackWith(relay: SpawnedRelay, backup: string): Promise<void> {
  await relay.kill();
  await restoreStorage({ dataDir: relay.dataDir }, backup);
  await relay.restart();
}

test('P9 heals what visitor and operator said after the backup, once and in order', {
  timeout: 60_000,
}, async () => {
  const relay = await spawnRelay({ demo: true });
  onTestFinished(relay.stop);
  const owner = await becomeOwner(relay);
  const { client: visitor, token } = await headlessVisitor(relay.url);
  const operator = createOperatorClient(
    { relay: relay.url, store: createStores().page },
    nodeEnvironment({ origin: relay.url, cookie: owner.cookie }),
  );
  onTestFinished(() => {
    visitor.destroy();
    operator.destroy();
  });
  operator.connect();
  await says(visitor, 'before');
  const chat = visitor.getState().chat as ChatId;
  operator.watch(chat);
  const seenByOperator = () => textsOf(operator.getState().open.get(chat)?.view);
  await vi.waitFor(() => expect(seenByOperator()).toEqual(['before']), PATIENCE);
  const backup = join(relay.dataDir, 'backup.db');
  await backupStorage({ dataDir: relay.dataDir }, backup);

  await says(visitor, 'lost one');
  operator.send(chat, { kind: 'message', text: 'lost answer' });
  await vi.waitFor(() => expect(seenByOperator()).toHaveLength(3), PATIENCE);
  await says(visitor, 'lost two');

  await comesBackWith(relay, backup);
  await vi.waitFor(() => {
    const seen = textsOf(visitor.getState().view);
    expect([...seen].sort()).toEqual(['before', 'lost answer', 'lost one', 'lost two']);
    expect(seen.filter((text) => text !== 'lost answer')).toEqual([
      'before',
      'lost one',
      'lost two',
    ]);
    expect(seenByOperator()).toEqual(seen);
  }, PATIENCE);
  // Nothing of the log that is gone is left in the view: it is what a new page would show.
  const { client: newPage } = await headlessVisitor(relay.url, { token: token() });
  onTestFinished(newPage.destroy);
  newPage.connect();
  await vi.waitFor(
    () => expect(newPage.getState().view.items).toEqual(visitor.getState().view.items),
    PATIENCE,
  );
});

test('P9 begins a new chat with the last messages of a visitor whom the older log does not know', {
  timeout: 60_000,
}, async () => {
  const relay = await spawnRelay({ demo: true });
  onTestFinished(relay.stop);
  const backup = join(relay.dataDir, 'backup.db');
  await backupStorage({ dataDir: relay.dataDir }, backup);
  const { client: visitor } = await headlessVisitor(relay.url);
  onTestFinished(visitor.destroy);
  await says(visitor, 'one');
  await says(visitor, 'two');
  const { chat } = visitor.getState();

  await comesBackWith(relay, backup);
  await vi.waitFor(() => {
    expect(visitor.getState().chat).not.toBe(chat);
    expect(textsOf(visitor.getState().view)).toEqual(['one', 'two']);
  }, PATIENCE);
});

test('P2 brings nothing back of a visitor who was erased from the same log, but what was unsent', {
  timeout: 60_000,
}, async () => {
  const relay = await spawnRelay({ demo: true });
  onTestFinished(relay.stop);
  const { client: visitor } = await headlessVisitor(relay.url);
  onTestFinished(visitor.destroy);
  await says(visitor, 'forget me');
  const { visitor: id } = visitor.getState();
  await relay.kill();
  visitor.send({ kind: 'message', text: 'not sent yet' });
  const database = new Database(join(relay.dataDir, 'counterbell.db'));
  database.prepare('DELETE FROM visitor_keys').run();
  database.close();
  await relay.restart();
  await vi.waitFor(() => {
    const state = visitor.getState();
    expect(state.connection.name).toBe('open');
    expect(state.visitor).not.toBe(id);
  }, PATIENCE);
  await vi.waitFor(() => expect(visitor.getState().pending).toEqual([]), PATIENCE);
  await vi.waitFor(
    () => expect(textsOf(visitor.getState().view)).toEqual(['not sent yet']),
    PATIENCE,
  );
});
