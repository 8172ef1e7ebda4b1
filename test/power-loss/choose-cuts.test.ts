import { expect, test } from 'vitest';
import { createRandom } from '../helpers/seeded-random.ts';
import { chooseCuts, edgesOf } from './choose-cuts.ts';
import type { DiskEvent } from './disk-event.ts';

const write: DiskEvent = { kind: 'write', name: 'a', at: 0, bytes: new Uint8Array() };
const sync: DiskEvent = { kind: 'sync', name: 'a', begun: 0 };
const acknowledge: DiskEvent = { kind: 'acknowledge', id: 'a', chat: 'c', seq: 1 };

test('knows the places right before and right after each sync and acknowledgement', () => {
  expect(edgesOf([write, write, sync, acknowledge, write])).toEqual([2, 3, 4]);
});

test('cuts at all of them where they fit, and anywhere besides, in rising order (seed 3)', () => {
  const events = [write, sync, write, write, acknowledge];
  const cuts = chooseCuts(events, 40, createRandom(3));
  expect(cuts).toHaveLength(40);
  expect(cuts).toEqual([...cuts].sort((one, other) => one - other));
  expect(new Set(cuts)).toEqual(new Set([0, 1, 2, 3, 4, 5]));
});

test('takes three quarters of the cuts from them where they do not fit (seed 3)', () => {
  const events = Array.from({ length: 1_000 }, (_, index) => (index % 100 === 0 ? sync : write));
  const edges = new Set(edgesOf(events));
  const cuts = chooseCuts(events, 12, createRandom(3));
  expect(cuts.filter((cut) => edges.has(cut)).length).toBeGreaterThanOrEqual(9);
});
