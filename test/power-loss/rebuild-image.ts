import { createRandom, type Random } from '../helpers/seeded-random.ts';
import { applyChange, applyNames, type Disk, type DiskFile, type FileChange } from './disk.ts';
import { GrowingBytes } from './growing-bytes.ts';

/** The files of a data folder by their names. */
export type Image = ReadonlyMap<string, Buffer>;

/** What a disk writes whole or not at all. */
const SECTOR_BYTES = 512;

/** What becomes of changes that are not on disk for certain: all the same, or each its own. */
const MIXES = ['drop', 'keep', 'tear', 'any', 'any', 'any'] as const;
type Fate = 'drop' | 'keep' | 'tear';

/** What a folder may hold after the power failed now: one of the many possibilities, chosen by `random`. */
export function rebuildImage(disk: Disk, random: Random): Image {
  const mix = random.pick(MIXES);
  return imageOf(disk, random, () => (mix === 'any' ? random.pick(['drop', 'keep', 'tear']) : mix));
}

/** What the folder holds while the power is on. */
export function currentImage(disk: Disk): Image {
  return imageOf(disk, createRandom(0), () => 'keep');
}

function imageOf(disk: Disk, random: Random, fate: () => Fate): Image {
  const names = new Map(disk.names);
  for (const { change } of disk.pendingNames) {
    // A name is there or not: the half of a torn one is either.
    const chosen = fate();
    if (chosen === 'keep' || (chosen === 'tear' && random.below(2) === 1)) {
      applyNames(names, change);
    }
  }
  return new Map([...names].map(([name, file]) => [name, contentOf(file, fate, random)]));
}

function contentOf(file: DiskFile, fate: () => Fate, random: Random): Buffer {
  const bytes = new GrowingBytes(file.durable.content());
  for (const { change } of file.pending) {
    switch (fate()) {
      case 'drop':
        break;
      case 'keep':
        applyChange(bytes, change);
        break;
      case 'tear':
        tear(bytes, change, random);
    }
  }
  return bytes.content();
}

/** Any of the sectors that the write touched may be new, in any order; the file has its new length. */
function tear(bytes: GrowingBytes, change: FileChange, random: Random): void {
  if ('size' in change) {
    if (random.below(2) === 1) applyChange(bytes, change);
    return;
  }
  const end = change.at + change.bytes.length;
  if (bytes.content().length < end) bytes.resize(end);
  let from = change.at;
  while (from < end) {
    const to = Math.min(end, (Math.floor(from / SECTOR_BYTES) + 1) * SECTOR_BYTES);
    if (random.below(2) === 1) {
      bytes.write(from, change.bytes.subarray(from - change.at, to - change.at));
    }
    from = to;
  }
}
