import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { createConnection } from '../../client/connection.ts';
import type { ConnectionState } from '../../client/types.ts';
import { CLOSES, LIMITS } from '../../protocol/index.ts';
import { ScriptedSocket, scriptedEnvironment } from './scripted-socket.ts';

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

function prepare(random?: number) {
  const { environment, wake } = scriptedEnvironment(random);
  const states: ConnectionState['name'][] = [];
  const onTokenRefused = vi.fn();
  const connection = createConnection<{ type: string }, object>({
    environment,
    url: 'http://relay/v1/ws',
    hello: () => ({ type: 'hello' }),
    onFrame: () => undefined,
    onState: ({ name }) => states.push(name),
    onTokenRefused,
  });
  return { connection, states, wake, onTokenRefused };
}

/** A connection that was welcomed. */
function open(random?: number) {
  const prepared = prepare(random);
  prepared.connection.connect();
  ScriptedSocket.last.welcomes();
  return prepared;
}

test('says hello first, and is open once the relay has said welcome', () => {
  const { connection, states } = prepare();
  connection.connect();
  expect(connection.send({ type: 'early' })).toBe(false);
  ScriptedSocket.last.welcomes();
  expect(ScriptedSocket.last.sent).toEqual([{ type: 'hello' }]);
  expect(states).toEqual(['connecting', 'open']);
});

test('comes back after a loss, later each time, up to half a minute', () => {
  const { connection } = open(1);
  const waits: number[] = [];
  for (let loss = 0; loss < 9; loss += 1) {
    ScriptedSocket.last.breaks();
    const { state } = connection;
    const wait = state.name === 'waiting' ? state.retryAt - Date.now() : Number.NaN;
    waits.push(wait);
    vi.advanceTimersByTime(wait);
  }
  expect(waits.every((wait, index) => index === 0 || wait >= (waits[index - 1] ?? 0))).toBe(true);
  expect(waits[0]).toBeLessThanOrEqual(1_000);
  expect(waits.at(-1)).toBeLessThanOrEqual(30_500);
  expect(ScriptedSocket.made).toHaveLength(10);
});

test('spreads out when the relay says that it goes away', () => {
  const { connection } = open(0.5);
  ScriptedSocket.last.says({ type: 'goaway', spread: 3_000 });
  ScriptedSocket.last.breaks(CLOSES.going_away.code);
  expect(connection.state).toMatchObject({ name: 'waiting', retryAt: Date.now() + 1_500 });
});

test('takes a line that answers no ping for dead', () => {
  const { connection } = open();
  vi.advanceTimersByTime(LIMITS.heartbeatMs);
  expect(ScriptedSocket.last.sent.at(-1)).toEqual({ type: 'ping' });
  vi.advanceTimersByTime(10_000);
  expect(connection.state.name).toBe('waiting');
});

test('keeps a line that answers', () => {
  const { connection } = open();
  for (let minute = 0; minute < 10; minute += 1) {
    vi.advanceTimersByTime(LIMITS.heartbeatMs);
    ScriptedSocket.last.says({ type: 'pong' });
  }
  expect(connection.state.name).toBe('open');
  expect(ScriptedSocket.made).toHaveLength(1);
});

test('probes at once when the computer wakes up, and gives the line three seconds', () => {
  const { connection, wake } = open();
  wake();
  expect(ScriptedSocket.last.sent.at(-1)).toEqual({ type: 'ping' });
  vi.advanceTimersByTime(3_000);
  expect(connection.state.name).toBe('waiting');
  wake();
  expect(connection.state.name).toBe('connecting');
});

test('stays away when the relay refuses for good, with its reason, until it is told to try again', () => {
  const { connection } = open();
  ScriptedSocket.last.breaks(CLOSES.origin_not_allowed.code, 'not here');
  expect(connection.state).toMatchObject({ name: 'refused', reason: 'not here' });
  vi.advanceTimersByTime(60_000);
  expect(ScriptedSocket.made).toHaveLength(1);
  connection.connect();
  expect(connection.state.name).toBe('connecting');
});

test('forgets a token the relay does not know, and comes back without it', () => {
  const { connection, onTokenRefused } = open();
  ScriptedSocket.last.breaks(CLOSES.token_invalid.code);
  expect(onTokenRefused).toHaveBeenCalledOnce();
  expect(connection.state.name).toBe('waiting');
});

test.each(['idle', 'connecting', 'open', 'waiting'] as const)(
  'leaves no timer behind when it is destroyed while %s',
  (moment) => {
    const { connection } = moment === 'idle' || moment === 'connecting' ? prepare() : open();
    if (moment === 'connecting') connection.connect();
    if (moment === 'waiting') ScriptedSocket.last.breaks();
    connection.destroy();
    expect(vi.getTimerCount()).toBe(0);
    const made = ScriptedSocket.made.length;
    vi.advanceTimersByTime(120_000);
    expect(ScriptedSocket.made).toHaveLength(made);
  },
);
