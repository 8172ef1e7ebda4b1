import { type Db, type Storage, StorageError } from '../port.ts';
import { createWriteQueue } from '../write-queue.ts';
import { createAppend } from './append.ts';
import { backup } from './backup.ts';
import { checkpoint, checkpointWhenIdle } from './checkpoint.ts';
import type { Connections } from './open-database.ts';
import { prepareProbe } from './probe.ts';
import { isLostSync, toStorageError } from './storage-errors.ts';
import { inTransaction, inTransactionSync, inUnsyncedTransaction } from './transaction.ts';
import { wordIndex } from './word-index.ts';

/** What an opened and migrated database consists of. */
export interface Opened {
  readonly dataDir: string;
  readonly connections: Connections;
  readonly read: Db;
  readonly write: Db;
  readonly epoch: string;
  readonly onLostSync: (error: Error) => void;
  /** Lets the data folder go. */
  readonly unlock: () => void;
}

/** The port over an opened database; owns it from here on. */
export function createStorage(opened: Opened): Storage {
  const { writing, reading } = opened.connections;
  const append = createAppend(writing);
  const probe = prepareProbe(writing);
  const queue = createWriteQueue(
    () => new StorageError('storage_failed', 'The storage is closed.'),
  );
  const stopCheckpoints = checkpointWhenIdle(writing, queue.isIdle, opened.onLostSync);
  let backups: Promise<unknown> = Promise.resolve();
  let closed: Promise<void> | undefined;

  async function inQueue<T>(work: () => T | Promise<T>): Promise<T> {
    try {
      return await queue.run(work);
    } catch (error) {
      if (isLostSync(error)) opened.onLostSync(error);
      throw toStorageError(error, opened.dataDir);
    }
  }

  async function close(): Promise<void> {
    stopCheckpoints();
    await queue.close();
    await backups;
    reading.close();
    checkpoint(writing, 'TRUNCATE', opened.onLostSync);
    writing.close();
    opened.unlock();
  }

  return {
    epoch: opened.epoch,
    read: opened.read,
    words: wordIndex,
    write: (work) => inQueue(() => inTransaction(writing, () => work(opened.write))),
    writeDerived: (work) => inQueue(() => inUnsyncedTransaction(writing, () => work(opened.write))),
    append: (batch) => inQueue(() => inTransactionSync(writing, () => append(batch))),
    // Nobody else writes here.
    changesSince: async (cursor) => ({ cursor, chats: [] }),
    checkWritable: () => inQueue(() => inTransactionSync(writing, probe)),
    backup(file) {
      const made = backup(writing, file);
      backups = Promise.allSettled([backups, made]);
      return made;
    },
    close() {
      closed ??= close();
      return closed;
    },
  };
}
