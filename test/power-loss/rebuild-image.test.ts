import { expect, test } from 'vitest';
import { createRandom } from '../helpers/seeded-random.ts';
import { createDisk } from './disk.ts';
import type { DiskEvent } from './disk-event.ts';
import { rebuildImage } from './rebuild-image.ts';

const SEED = 7;
const SECTOR = 512;

function write(text: string, at = 0, name = 'a'): DiskEvent {
  return { kind: 'write', name, at, bytes: Buffer.from(text) };
}

/** The names and contents that many images of one moment hold, each once, sorted. */
function possible(...events: DiskEvent[]): string[] {
  const disk = createDisk();
  for (const event of events) disk.apply(event);
  const images = Array.from({ length: 200 }, (_, stream) => {
    const image = rebuildImage(disk, createRandom(SEED).fork(`image ${stream}`));
    return [...image].map(([name, content]) => `${name}=${content.toString('latin1')}`).join();
  });
  return [...new Set(images)].sort();
}

const CREATED: DiskEvent[] = [
  { kind: 'create', name: 'a' },
  { kind: 'sync-folder', begun: 1 },
];

test(`keeps what was synced, and any choice of the rest (seed ${SEED})`, () => {
  expect(possible(...CREATED, write('one'), { kind: 'sync', name: 'a', begun: 3 })).toEqual([
    'a=one',
  ]);
  expect(
    possible(...CREATED, write('one'), { kind: 'sync', name: 'a', begun: 3 }, write('two', 3)),
  ).toEqual(['a=one', 'a=one\0\0\0', 'a=onetwo']);
});

test(`does not count what was written while a sync ran (seed ${SEED})`, () => {
  const events = [...CREATED, write('one'), { kind: 'sync', name: 'a', begun: 2 } as const];
  expect(possible(...events)).toContain('a=');
});

test(`does not let a sync of one file speak for another (seed ${SEED})`, () => {
  const other: DiskEvent[] = [
    { kind: 'create', name: 'b' },
    { kind: 'sync-folder', begun: 3 },
  ];
  const synced: DiskEvent = { kind: 'sync', name: 'b', begun: 5 };
  expect(possible(...CREATED, ...other, write('one'), synced)).toContain('a=,b=');
});

test(`tears a write at sectors, in any order (seed ${SEED})`, () => {
  const images = possible(...CREATED, write('x'.repeat(SECTOR * 2), SECTOR / 2));
  const shapes = new Set(images.map((image) => image.slice(2).replace(/(.)\1+/gs, '$1')));
  expect(shapes).toEqual(new Set(['', '\0', '\0x', '\0x\0', '\0x\0x']));
  expect(images).toHaveLength(8 + 1);
});

test(`may lose a name whose folder was not synced, and bring a removed one back (seed ${SEED})`, () => {
  const created: DiskEvent = { kind: 'create', name: 'a' };
  const synced: DiskEvent = { kind: 'sync', name: 'a', begun: 2 };
  expect(possible(created, write('one'), synced)).toEqual(['', 'a=one']);
  expect(possible(...CREATED, { kind: 'unlink', name: 'a' })).toEqual(['', 'a=']);
  expect(
    possible(...CREATED, { kind: 'unlink', name: 'a' }, { kind: 'sync-folder', begun: 3 }),
  ).toEqual(['']);
});

test(`moves a name in one step or not at all (seed ${SEED})`, () => {
  expect(possible(...CREATED, { kind: 'rename', name: 'a', to: 'b' })).toEqual(['a=', 'b=']);
});

test(`gives the same image for the same seed (seed ${SEED})`, () => {
  const disk = createDisk();
  for (const event of [...CREATED, ...Array.from({ length: 50 }, () => write('xyz', SECTOR))]) {
    disk.apply(event);
  }
  const [one, other] = [1, 1].map((stream) =>
    rebuildImage(disk, createRandom(SEED).fork(`image ${stream}`)),
  );
  expect(one).toEqual(other);
});
