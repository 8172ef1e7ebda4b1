import { expect, test } from 'vitest';
import { createStores, createVisitorClient } from '../../client/index.ts';
import type { SiteKey } from '../../protocol/index.ts';
import { ScriptedSocket, scriptedEnvironment } from './scripted-socket.ts';

test('P4 sends what was written before its chat had a name, and what was written after, one after another', () => {
  const { environment } = scriptedEnvironment();
  const store = createStores().page;
  const client = createVisitorClient(
    {
      relay: 'http://relay',
      site: 'cb_site' as SiteKey,
      store: () => store,
      token: { read: () => undefined, write: () => undefined, clear: () => undefined },
      page: () => ({ url: 'http://localhost/', title: 'Shop' }),
      language: () => 'en',
    },
    environment,
  );
  const first = client.send({ kind: 'message', text: 'to a new chat' });
  const socket = ScriptedSocket.last;
  socket.readyState = ScriptedSocket.OPEN;
  socket.onopen?.();
  socket.says({
    type: 'welcome',
    visitor: 'v1',
    token: 't',
    epoch: 'e1',
    chats: [],
    limits: { fileBytes: 0 },
    config: null,
  });
  const sends = () => socket.sent.filter(({ type }) => type === 'send');
  expect(sends()).toMatchObject([{ id: first, chat: 'new' }]);

  // Another tab's message made the chat.
  const author = { role: 'visitor', id: 'v1' };
  const event = { kind: 'message', text: 'from another tab' };
  socket.says({ type: 'event', chat: 'c1', seq: 1, prev: 0, id: 'other', at: 1, author, event });
  const second = client.send({ kind: 'message', text: 'to the chat itself' });
  expect(sends()).toHaveLength(1);
  socket.says({ type: 'sent', id: first, chat: 'c1', seq: 2, at: 2 });
  expect(sends()).toMatchObject([{ id: first }, { id: second, chat: 'c1' }]);
  client.destroy();
});
