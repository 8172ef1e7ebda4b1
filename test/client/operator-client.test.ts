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

function opens(chats: readonly object[] = [], at = Date.now()): void {
  const { last: socket } = ScriptedSocket;
  socket.readyState = ScriptedSocket.OPEN;
  socket.onopen?.();
  socket.says({
    type: 'welcome',
    operator: null,
    epoch: 'e1',
    at,
    chats,
    limits: { fileBytes: 0 },
    operators: [],
    groups: [],
  });
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

test('A3 tells of hundreds of chats that their news came, no faster than the relay lets it', () => {
  const { environment } = scriptedEnvironment();
  const client = createOperatorClient(
    { relay: 'http://relay', store: createStores().page },
    environment,
  );
  const marks = { visitor: 0, operator: 0 };
  const news = CHATS.map((id) => ({ id, lastFromVisitor: 1, seen: marks, delivered: marks }));
  client.connect();
  opens(news);
  const told = () => ScriptedSocket.last.sent.filter(({ type }) => type === 'delivered');
  for (let seconds = 2; told().length < CHATS.length; seconds += 1) {
    const before = told().length;
    vi.advanceTimersByTime(1_000);
    expect(told().length - before).toBeLessThan(LIMITS.framesPerSecond / 2);
    expect(seconds).toBeLessThan(20);
  }
  expect(told().map((frame) => 'chat' in frame && frame.chat)).toEqual(CHATS);
  client.destroy();
  expect(vi.getTimerCount()).toBe(0);
});

test('says with the next heartbeat alone that somebody used the console', () => {
  const { environment } = scriptedEnvironment();
  const client = createOperatorClient(
    { relay: 'http://relay', store: createStores().page },
    environment,
  );
  client.connect();
  opens();
  const beats = () => {
    vi.advanceTimersByTime(LIMITS.heartbeatMs);
    ScriptedSocket.last.says({ type: 'pong' });
    return ScriptedSocket.last.sent.at(-1);
  };
  expect(beats()).toEqual({ type: 'ping' });
  client.noteUse();
  client.noteUse();
  expect(beats()).toEqual({ type: 'ping', used: true });
  expect(beats()).toEqual({ type: 'ping' });
  client.destroy();
});

test('tells how far the relay’s clock is before its own, and takes less than a second for the way', async () => {
  const { environment } = scriptedEnvironment();
  const client = createOperatorClient(
    { relay: 'http://relay', store: createStores().page },
    environment,
  );
  const aheadOnceSaid = async (ms: number) => {
    ScriptedSocket.last.says({ type: 'visitors', at: Date.now() + ms });
    await Promise.resolve();
    return client.getState().ahead;
  };
  client.connect();
  opens([], Date.now() - 400);
  expect(client.getState().ahead).toBe(0);
  expect(await aheadOnceSaid(-60_000)).toBe(-60_000);
  expect(await aheadOnceSaid(-60_500)).toBe(-60_000);
  expect(await aheadOnceSaid(0)).toBe(0);
  client.destroy();
});
