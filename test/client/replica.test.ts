import fc from 'fast-check';
import { expect, onTestFinished, test, vi } from 'vitest';
import { createReplica } from '../../client/replica.ts';
import type { ChatEvent, ChatId, EventId, VisitorId } from '../../protocol/index.ts';

function event(seq: number): ChatEvent {
  return {
    chat: 'c' as ChatId,
    seq,
    prev: seq - 1,
    id: `e${seq}` as EventId,
    at: 0,
    author: { role: 'visitor', id: 'v' as VisitorId },
    event: { kind: 'message', text: String(seq) },
  };
}

test('P5 asks once for what is missing, and is settled only when it has come', () => {
  const asked: number[] = [];
  const replica = createReplica((after) => asked.push(after));
  replica.begin(1);
  replica.take(event(1));
  expect(replica.isSettled()).toBe(true);
  replica.take(event(3));
  replica.take(event(4));
  expect(asked).toEqual([1]);
  expect(replica.isSettled()).toBe(false);
  replica.take(event(2));
  expect(replica.last).toBe(4);
  expect(replica.isSettled()).toBe(true);
});

test('P5 asks again when the answer did not come, and whether there is more although it has all it knows of', () => {
  const asked: number[] = [];
  const replica = createReplica((after) => asked.push(after));
  replica.begin(1);
  replica.take(event(1));
  expect(asked).toEqual([]);
  replica.recheck();
  expect(asked).toEqual([1]);
  replica.take(event(3));
  replica.recheck();
  expect(asked).toEqual([1, 1]);
});

test('is not settled before the relay has said how far its log reaches', () => {
  const replica = createReplica(() => undefined);
  expect(replica.isSettled()).toBe(false);
  replica.begin(0);
  expect(replica.isSettled()).toBe(true);
  replica.pause();
  expect(replica.isSettled()).toBe(false);
});

test('P6 has all of a long log, whatever of it its reader may not see, and asks for pages ahead', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 1, max: 1_500 }),
      fc.double({ min: 0, max: 0.9, noNaN: true }),
      fc.integer(),
      (length, hidden, seed) => {
        const isHidden = (seq: number) =>
          seq < length && Math.abs(Math.sin(seq * 7.3 + seed)) < hidden;
        const seqs = Array.from({ length }, (_, index) => index + 1).filter(
          (seq) => !isHidden(seq),
        );
        const log = seqs.map((seq, index) => ({ ...event(seq), prev: seqs[index - 1] ?? 0 }));
        const asked: number[] = [0];
        let mostAhead = 0;
        const replica = createReplica((after) => {
          asked.push(after);
          mostAhead = Math.max(mostAhead, after - replica.last);
        });
        replica.begin(length);
        // The relay answers one question after another.
        for (let nth = 0; nth < asked.length; nth += 1) {
          const after = asked[nth] ?? 0;
          for (const one of log.filter(({ seq }) => seq > after).slice(0, 200)) replica.take(one);
        }
        expect(replica.isSettled()).toBe(true);
        expect(replica.events).toEqual(log);
        expect(asked.length).toBeLessThanOrEqual(Math.ceil(length / 200));
        if (length > 400) expect(mostAhead).toBeGreaterThanOrEqual(200);
        expect(mostAhead).toBeLessThanOrEqual(800);
      },
    ),
    { seed: 20_261_129, numRuns: 100 },
  );
});

test('P6 waits a second where its questions were too many for the relay, and goes on from where it is', () => {
  vi.useFakeTimers();
  onTestFinished(() => void vi.useRealTimers());
  const asked: number[] = [];
  const replica = createReplica((after) => asked.push(after));
  replica.begin(2_000);
  replica.take(event(1));
  expect(asked).toEqual([200, 400, 600, 800]);
  replica.askLater();
  replica.take(event(2));
  replica.take(event(9));
  vi.advanceTimersByTime(999);
  replica.askLater();
  expect(asked).toHaveLength(4);
  vi.advanceTimersByTime(1);
  expect(asked.slice(4)).toEqual([2]);
  replica.take(event(3));
  expect(asked.slice(5)).toEqual([202, 402, 602, 802]);
  replica.askLater();
  replica.pause();
  expect(vi.getTimerCount()).toBe(0);
});
