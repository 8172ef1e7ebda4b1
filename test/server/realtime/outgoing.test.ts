import { Writable } from 'node:stream';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { CLOSES } from '../../../protocol/index.ts';
import { createOutgoing } from '../../../server/realtime/outgoing.ts';

const KIB = 1_024;

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval', 'setImmediate'] });
});
afterEach(() => {
  vi.useRealTimers();
});

/** A network that takes what it is told to take. */
function prepare() {
  const stream = new Writable();
  const sent: string[] = [];
  let unsent = 0;
  let closed: number | undefined;
  const exit = createOutgoing({
    stream,
    isOpen: () => closed === undefined,
    unsentBytes: () => unsent,
    write(frames) {
      sent.push(...frames);
      for (const frame of frames) unsent += frame.length;
    },
    end(code) {
      closed = code;
    },
  });
  return {
    exit,
    sent,
    takes(bytes: number) {
      unsent = Math.max(0, unsent - bytes);
      if (unsent === 0) stream.emit('drain');
      vi.advanceTimersByTime(0);
    },
    turn: () => vi.advanceTimersByTime(0),
    closed: () => closed,
  };
}

const big = (bytes: number) => 'x'.repeat(bytes);

test('sends what is pushed while the reader keeps up', () => {
  const { exit, sent, turn } = prepare();
  exit.push('event 1', 'a');
  exit.push('event 1', 'b');
  turn();
  expect(sent).toEqual(['a', 'b']);
});

test('keeps of what is pushed to a slow reader the newest of each kind, until it has caught up', () => {
  const { exit, sent, turn, takes } = prepare();
  exit.sendText(big(257 * KIB));
  turn();
  for (const frame of ['a', 'b', 'c']) exit.push('event 1', frame);
  exit.push('event 2', 'd');
  turn();
  expect(sent).toHaveLength(1);
  takes(257 * KIB);
  expect(sent.slice(1)).toEqual(['c', 'd']);
});

test('answers a slow reader all the same, and tells who has more for it to wait', async () => {
  const { exit, sent, turn, takes } = prepare();
  exit.sendText(big(257 * KIB));
  turn();
  exit.sendText('an answer');
  const drained = vi.fn();
  void exit.drained().then(drained);
  turn();
  await Promise.resolve();
  expect(sent).toContain('an answer');
  expect(drained).not.toHaveBeenCalled();
  takes(300 * KIB);
  await Promise.resolve();
  expect(drained).toHaveBeenCalledOnce();
});

test('closes above 1 MiB', () => {
  const { exit, turn, closed } = prepare();
  exit.sendText(big(1_025 * KIB));
  turn();
  expect(closed()).toBe(CLOSES.too_slow.code);
});

test('closes a slow reader that took in nothing for half a minute, and spares one that reads slowly', () => {
  const { exit, turn, takes, closed } = prepare();
  exit.sendText(big(600 * KIB));
  turn();
  for (let minute = 0; minute < 3; minute += 1) {
    takes(50 * KIB);
    vi.advanceTimersByTime(30_000);
  }
  expect(closed()).toBeUndefined();
  vi.advanceTimersByTime(30_000);
  expect(closed()).toBe(CLOSES.too_slow.code);
});
