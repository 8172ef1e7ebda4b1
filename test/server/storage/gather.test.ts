import { expect, test } from 'vitest';
import { gather } from '../../../server/storage/gather.ts';

test('does at once what is asked for at once, and then what came meanwhile', async () => {
  const batches: number[][] = [];
  const double = gather<number, number>({
    most: 3,
    isEverybodys: () => false,
    async work(items) {
      batches.push([...items]);
      if (batches.length === 1) later.push(double(5));
      return items.map((item) => item * 2);
    },
  });
  const later: Promise<number>[] = [];
  expect(await Promise.all([1, 2, 3, 4].map(double))).toEqual([2, 4, 6, 8]);
  expect(await Promise.all(later)).toEqual([10]);
  expect(batches).toEqual([
    [1, 2, 3],
    [4, 5],
  ]);
});

test('lets one that cannot be done keep nobody else from it', async () => {
  const half = gather<number, number>({
    most: 10,
    isEverybodys: () => false,
    async work(items) {
      if (items.some((item) => item % 2 === 1)) throw new Error('odd');
      return items.map((item) => item / 2);
    },
  });
  const outcomes = await Promise.allSettled([2, 3, 4].map(half));
  expect(outcomes.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled']);
});

test('tells everybody of a failure that is nobody’s in particular, and does nothing again', async () => {
  let runs = 0;
  const store = gather<number, number>({
    most: 10,
    isEverybodys: () => true,
    async work() {
      runs += 1;
      throw new Error('the disk is full');
    },
  });
  const outcomes = await Promise.allSettled([1, 2].map(store));
  expect(outcomes.map(({ status }) => status)).toEqual(['rejected', 'rejected']);
  expect(runs).toBe(1);
});

test('rests after work, so that what comes one after the other is done together', async () => {
  const batches: number[] = [];
  const note = gather<number, void>({
    most: 80,
    restMs: 200,
    isEverybodys: () => false,
    async work(items) {
      batches.push(items.length);
      return items.map(() => undefined);
    },
  });
  await note(1);
  const later = [note(2)];
  await new Promise(setImmediate);
  later.push(note(3));
  await Promise.all(later);
  expect(batches).toEqual([1, 2]);
});

test('says when what was asked for is done, what rests and what fails too', async () => {
  const done: number[] = [];
  const note = gather<number, void>({
    most: 80,
    restMs: 20,
    isEverybodys: () => true,
    async work(items) {
      if (items.includes(3)) throw new Error('the disk is full');
      done.push(...items);
      return items.map(() => undefined);
    },
  });
  await note(1);
  void note(2);
  await note.settled();
  expect(done).toEqual([1, 2]);
  const failed = expect(note(3)).rejects.toThrow('full');
  await note.settled();
  await failed;
});

test('cuts the rest short once many wait', async () => {
  const never = 1_000_000;
  const note = gather<number, number>({
    most: 80,
    restMs: never,
    isEverybodys: () => false,
    work: async (items) => [...items],
  });
  await note(0);
  const many = Array.from({ length: 10 }, (_, index) => index);
  expect(await Promise.all(many.map(note))).toEqual(many);
});
