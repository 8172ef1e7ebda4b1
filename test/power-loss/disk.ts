import type { DiskEvent } from './disk-event.ts';
import { GrowingBytes } from './growing-bytes.ts';

/** A change that is not on disk for certain, and how many events there were before it. */
export interface Pending<Change> {
  readonly since: number;
  readonly change: Change;
}

export type FileChange =
  | { readonly at: number; readonly bytes: Uint8Array }
  | { readonly size: number };

/** A file, which may have no name any more, or not yet. */
export interface DiskFile {
  /** What every image holds. */
  readonly durable: GrowingBytes;
  /** What was written since; each of it may be there or not. */
  pending: Pending<FileChange>[];
}

/** `file: null`: the name is gone. A rename is two of them that happen together. */
export type NameChange = readonly { readonly name: string; readonly file: DiskFile | null }[];

/**
 * What is on a disk for certain, and what only may be, after each event. It is meaner than file systems are:
 * - a write is certain after a sync of its file, and not by a sync of another;
 * - a name made, changed or removed is certain after a sync of the folder, and not by a sync of the file (POSIX promises no
 *   more, fsync(2); ext4, XFS and Btrfs keep a new file's name with the file). So a file that was created and synced, but
 *   whose folder never was, may be missing;
 * - the folder itself is there: it is made at a relay's first start, not at each.
 */
export interface Disk {
  apply(event: DiskEvent): void;
  readonly names: ReadonlyMap<string, DiskFile>;
  readonly pendingNames: readonly Pending<NameChange>[];
}

/** A disk with an empty folder. Events must come in order, all of them. */
export function createDisk(): Disk {
  /** What the running relay finds under a name. */
  const current = new Map<string, DiskFile>();
  const names = new Map<string, DiskFile>();
  let pendingNames: Pending<NameChange>[] = [];
  let count = 0;

  function fileCalled(name: string): DiskFile {
    const file = current.get(name);
    if (!file) throw new Error(`${name} was never created`);
    return file;
  }

  function change(name: string, next: FileChange): void {
    fileCalled(name).pending.push({ since: count, change: next });
  }

  function changeNames(next: NameChange): void {
    applyNames(current, next);
    pendingNames.push({ since: count, change: next });
  }

  function syncFile(file: DiskFile, begun: number): void {
    const [covered, rest] = split(file.pending, begun);
    for (const next of covered) applyChange(file.durable, next);
    file.pending = rest;
  }

  function syncFolder(begun: number): void {
    const [covered, rest] = split(pendingNames, begun);
    for (const next of covered) applyNames(names, next);
    pendingNames = rest;
  }

  function take(event: DiskEvent): void {
    switch (event.kind) {
      case 'create':
        changeNames([{ name: event.name, file: newFile() }]);
        break;
      case 'unlink':
        changeNames([{ name: event.name, file: null }]);
        break;
      case 'rename': {
        const moved = { name: event.to, file: fileCalled(event.name) };
        changeNames([{ name: event.name, file: null }, moved]);
        break;
      }
      case 'write':
        change(event.name, { at: event.at, bytes: event.bytes });
        break;
      case 'truncate':
        change(event.name, { size: event.size });
        break;
      case 'sync':
        syncFile(fileCalled(event.name), event.begun);
        break;
      case 'sync-folder':
        syncFolder(event.begun);
        break;
      case 'acknowledge':
        break;
    }
  }

  return {
    apply(event) {
      take(event);
      count += 1;
    },
    names,
    get pendingNames() {
      return pendingNames;
    },
  };
}

export function applyNames(names: Map<string, DiskFile>, changes: NameChange): void {
  for (const { name, file } of changes) {
    if (file) names.set(name, file);
    else names.delete(name);
  }
}

export function applyChange(bytes: GrowingBytes, change: FileChange): void {
  if ('size' in change) bytes.resize(change.size);
  else bytes.write(change.at, change.bytes);
}

function newFile(): DiskFile {
  return { durable: new GrowingBytes(), pending: [] };
}

function split<Change>(pending: readonly Pending<Change>[], begun: number) {
  const covered = pending.filter(({ since }) => since < begun).map(({ change }) => change);
  return [covered, pending.filter(({ since }) => since >= begun)] as const;
}
