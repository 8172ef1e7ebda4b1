import { expect, test } from 'vitest';
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
