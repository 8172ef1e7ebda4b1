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

/** Node's own stream over a network that takes what it is told to take, always the whole of what it was given. */
class Network extends Writable {
  #taken: (() => void) | undefined;
  isFast = false;

  constructor() {
    super({ decodeStrings: false });
  }

  override _write(_chunk: unknown, _encoding: string, done: () => void): void {
    this.#take(done);
  }

  override _writev(_chunks: unknown, done: () => void): void {
    this.#take(done);
  }

  #take(done: () => void): void {
    if (this.isFast) done();
    else this.#taken = done;
  }

  takes(): void {
    const done = this.#taken;
    this.#taken = undefined;
    done?.();
  }
}

function prepare() {
  const stream = new Network();
  const sent: string[] = [];
  let closed: number | undefined;
  const exit = createOutgoing({
    stream,
    isOpen: () => closed === undefined,
    unsentBytes: () => stream.writableLength,
    write(frames) {
      sent.push(...frames);
      stream.cork();
      for (const frame of frames) stream.write(frame);
      stream.uncork();
    },
    end(code) {
      closed = code;
    },
  });
  const turn = () => vi.advanceTimersByTime(0);
  async function takes(): Promise<void> {
    stream.takes();
    // A stream tells of it in the next tick.
    await new Promise<void>((told) => process.nextTick(told));
    turn();
  }
  return {
    exit,
    sent,
    /** The network takes what it was given last. */
    takes,
    /** The network takes everything at once from now on. */
    async hastens() {
      stream.isFast = true;
      await takes();
      await takes();
    },
    turn,
    closed: () => closed,
    listeners: () => stream.listenerCount('drain') + stream.listenerCount('close'),
  };
}

const big = (bytes: number) => 'x'.repeat(bytes);

test('listens to the stream only while the reader has more to take in', async () => {
  const { exit, turn, hastens, listeners } = prepare();
  exit.push('event 1', 'a');
  turn();
  expect(listeners()).toBe(0);
  exit.push('event 1', big(300 * KIB));
  turn();
  expect(listeners()).toBe(2);
  await hastens();
  expect(listeners()).toBe(0);
});

test('sends what is pushed while the reader keeps up', async () => {
  const { exit, sent, turn } = prepare();
  exit.push('event 1', 'a');
  exit.push('event 1', 'b');
  turn();
  expect(sent).toEqual(['a', 'b']);
});

test('keeps of what is pushed to a slow reader the newest of each kind, until it has caught up', async () => {
  const { exit, sent, turn, hastens } = prepare();
  exit.sendText(big(257 * KIB));
  turn();
  for (const frame of ['a', 'b', 'c']) exit.push('event 1', frame);
  exit.push('event 2', 'd');
  turn();
  expect(sent).toHaveLength(1);
  await hastens();
  expect(sent.slice(1)).toEqual(['c', 'd']);
});

test('answers a slow reader all the same, and tells who has more for it to wait', async () => {
  const { exit, sent, turn, hastens } = prepare();
  exit.sendText(big(257 * KIB));
  exit.sendText('an answer');
  const drained = vi.fn();
  void exit.drained().then(drained);
  turn();
  await Promise.resolve();
  expect(exit.isSlow()).toBe(true);
  expect(drained).not.toHaveBeenCalled();
  await hastens();
  await Promise.resolve();
  expect(exit.isSlow()).toBe(false);
  expect(sent).toContain('an answer');
  expect(drained).toHaveBeenCalledOnce();
});

test('pushes in order, none doubled and none lost, where the reader takes them in in time', async () => {
  const { exit, sent, turn, takes } = prepare();
  const frames = Array.from({ length: 50 }, (_, index) => `${index} ${big(4 * KIB)}`);
  for (const frame of frames) exit.push('event 1', frame);
  turn();
  while (sent.length < frames.length) await takes();
  expect(sent).toEqual(frames);
});

test('closes with more than 1 MiB of answers unsent', async () => {
  const { exit, turn, closed } = prepare();
  for (let count = 0; count < 16; count += 1) exit.sendText(big(60 * KIB));
  turn();
  expect(closed()).toBeUndefined();
  for (let count = 0; count < 4; count += 1) exit.sendText(big(60 * KIB));
  turn();
  expect(closed()).toBe(CLOSES.too_slow.code);
});

test('spares a reader that a burst of others’ long messages reaches in one turn', async () => {
  const { exit, sent, turn, closed, hastens } = prepare();
  const burst = Array.from({ length: 40 }, (_, index) => `${index} ${big(48 * KIB)}`);
  for (const frame of burst) exit.push('event 1', frame);
  turn();
  expect(closed()).toBeUndefined();
  await hastens();
  expect(sent.at(-1)).toBe(burst.at(-1));
  expect(sent.length).toBeLessThan(burst.length);
});

test('spares a reader of a welcome that is larger than 1 MiB', async () => {
  const { exit, sent, turn, closed, hastens } = prepare();
  exit.sendText(big(2_000 * KIB));
  turn();
  exit.sendText('pong');
  turn();
  expect(closed()).toBeUndefined();
  await hastens();
  expect(sent.at(-1)).toBe('pong');
});

test('tells thousands of changed rows to a reader that was slow, without taking it for slow again', async () => {
  const { exit, sent, turn, closed, takes } = prepare();
  exit.sendText(big(300 * KIB));
  turn();
  const rows = Array.from({ length: 4_000 }, (_, index) => `row ${index} ${big(600)}`);
  for (const [index, row] of rows.entries()) exit.push(`row ${index}`, row);
  for (let count = 0; sent.length <= rows.length && count < 1_000; count += 1) await takes();
  expect(closed()).toBeUndefined();
  expect(sent.slice(1)).toEqual(rows);
});

test('closes a reader that took in nothing for half a minute, and spares one that reads slowly', async () => {
  const { exit, turn, takes, closed } = prepare();
  for (let count = 0; count < 10; count += 1) exit.sendText(big(60 * KIB));
  turn();
  for (let half = 0; half < 3; half += 1) {
    await takes();
    vi.advanceTimersByTime(30_000);
  }
  expect(closed()).toBeUndefined();
  vi.advanceTimersByTime(30_000);
  expect(closed()).toBe(CLOSES.too_slow.code);
});

test('says what waits before it closes for another reason', async () => {
  const { exit, sent, closed } = prepare();
  for (let count = 0; count < 5; count += 1) exit.sendText(big(60 * KIB));
  exit.sendText('goaway');
  exit.close('going_away');
  expect(sent.at(-1)).toBe('goaway');
  expect(closed()).toBe(CLOSES.going_away.code);
});
