import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { createDoubtingConnection } from '../../client/doubting-connection.ts';
import { ScriptedSocket, scriptedEnvironment } from './scripted-socket.ts';

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

function open() {
  const connection = createDoubtingConnection<{ type: string }, { type: string; id: string }>({
    environment: scriptedEnvironment().environment,
    url: 'http://relay/v1/operator/ws',
    hello: () => ({ type: 'hello' }),
    onFrame: () => undefined,
    onState: () => undefined,
    onTokenRefused: () => undefined,
  });
  connection.connect();
  ScriptedSocket.last.welcomes();
  return connection;
}

const pings = () => ScriptedSocket.last.sent.filter(({ type }) => type === 'ping');

test('probes a line on which what was sent is not answered, and gives it three seconds', () => {
  const connection = open();
  connection.send({ type: 'send', id: '1' });
  vi.advanceTimersByTime(3_000);
  expect(pings()).toHaveLength(1);
  vi.advanceTimersByTime(3_000);
  expect(connection.state.name).toBe('waiting');
  connection.destroy();
});

test('asks nothing more where an answer comes, and leaves a line open on which only it is late', () => {
  const connection = open();
  connection.send({ type: 'send', id: '1' });
  ScriptedSocket.last.says({ type: 'sent', id: '1' });
  vi.advanceTimersByTime(6_000);
  expect(pings()).toEqual([]);
  connection.send({ type: 'send', id: '2' });
  vi.advanceTimersByTime(3_000);
  ScriptedSocket.last.says({ type: 'pong' });
  vi.advanceTimersByTime(6_000);
  expect(connection.state.name).toBe('open');
  connection.destroy();
  expect(vi.getTimerCount()).toBe(0);
});
