import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { createOperatorClient, createStores } from '../../client/index.ts';
import { type ChatId, LIMITS } from '../../protocol/index.ts';
import { ScriptedSocket, scriptedEnvironment } from './scripted-socket.ts';

const CHATS = Array.from({ length: 50 }, (_, index) => `chat ${index}` as ChatId);

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

function opens(): void {
  const { last: socket } = ScriptedSocket;
  socket.readyState = ScriptedSocket.OPEN;
  socket.onopen?.();
  socket.says({ type: 'welcome', operator: null, epoch: 'e1', chats: [], operators: [] });
}

const asked = () => ScriptedSocket.last.sent.filter(({ type }) => type === 'watch');

test('P6 asks for all its chats again on a new line, no faster than the relay lets it', () => {
  const { environment } = scriptedEnvironment();
  const client = createOperatorClient(
    { relay: 'http://relay', store: createStores().page },
    environment,
  );
  client.connect();
  opens();
  for (const chat of CHATS) client.watch(chat);
  ScriptedSocket.last.breaks();
  vi.advanceTimersByTime(1_000);
  opens();
  expect(asked().length).toBeGreaterThan(0);
  expect(asked().length).toBeLessThan(LIMITS.frameBurst);
  vi.advanceTimersByTime(10_000);
  expect(asked().map((frame) => 'chat' in frame && frame.chat)).toEqual(CHATS);
  client.destroy();
  expect(vi.getTimerCount()).toBe(0);
});
