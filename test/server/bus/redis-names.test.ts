import { randomUUID } from 'node:crypto';
import { Command } from 'ioredis';
import { expect, test } from 'vitest';
import { createNames } from '../../../server/bus/redis/names.ts';

const SLOTS = 16_384;

/** The slot a cluster gives a key or channel. */
function slotOf(key: string): number {
  const slot = new Command('get', [key]).getSlot();
  if (slot === null) throw new Error('a key has a slot');
  return slot;
}

test('begin with the product and the installation, and stay apart from those of others', () => {
  const installations = ['shop', 'shop:{18}', 'shop}', 'shöp'];
  const all = installations.flatMap((installation) => {
    const names = createNames(installation, 'single');
    const begin = `counterbell:${encodeURIComponent(installation)}:`;
    const made = [names.channel(0), names.visitorKey('ann'), names.useKey('ann')];
    expect(made.filter((name) => !name.startsWith(begin))).toEqual([]);
    return made;
  });
  expect(new Set(all).size).toBe(all.length);
});

test('give one server one channel, and a cluster one in each sixteenth of its slots', () => {
  expect(createNames('shop', 'single').parts).toBe(1);
  expect(createNames('shop', 'sentinel').parts).toBe(1);
  const names = createNames('shop {of} ann', 'cluster');
  const slots = Array.from({ length: names.parts }, (_, part) => slotOf(names.channel(part)));
  expect(slots.map((slot) => Math.floor((slot * 16) / SLOTS))).toEqual([...slots.keys()]);
});

test('put all keys of a part into its channel’s slot, and people into parts evenly', () => {
  const names = createNames('shop', 'cluster');
  const counts = new Array<number>(names.parts).fill(0);
  for (let person = 0; person < 3_200; person += 1) {
    const id = randomUUID();
    const part = names.partOf(id);
    counts[part] = (counts[part] ?? 0) + 1;
    const slot = slotOf(names.channel(part));
    expect([slotOf(names.visitorKey(id)), slotOf(names.useKey(id))]).toEqual([slot, slot]);
  }
  expect(Math.min(...counts)).toBeGreaterThan(100);
});

test('know their own channels again, and no others', () => {
  const names = createNames('shop', 'cluster');
  expect(names.partOfChannel(names.channel(7))).toBe(7);
  expect(names.partOfChannel(createNames('inn', 'cluster').channel(7))).toBeUndefined();
});
