import { type Db, type Storage, StorageError } from '../port.ts';
import { createWriteQueue } from '../write-queue.ts';
import { appendBatch } from './append.ts';
import { changesSince } from './changes-since.ts';
import type { Connections, Session } from './connections.ts';
import { createSessionDb } from './databases.ts';
import type { Unlock } from './lock-database.ts';
import { probe } from './probe.ts';
import { inTransaction } from './transaction.ts';
import { wordIndex } from './word-index.ts';

/** What an opened and migrated database consists of. */
export interface Opened {
  readonly epoch: string;
  /** One connection: all writes of this node, one after another. */
  readonly writing: Connections;
  readonly reading: Connections;
  readonly read: Db;
  readonly backup: (file: string) => Promise<void>;
  readonly unlock: Unlock;
}

/** The port over an opened database; owns it from here on. */
export function createStorage(opened: Opened): Storage {
  const { writing, reading } = opened;
  const queue = createWriteQueue(
    () => new StorageError('storage_failed', 'The storage is closed.'),
  );
  let backups: Promise<unknown> = Promise.resolve();
  let closed: Promise<void> | undefined;

  function write<T>(work: (session: Session) => Promise<T>): Promise<T> {
    return queue.run(() => inTransaction(writing, work));
  }

  async function close(): Promise<void> {
    await queue.close();
    await backups;
    await Promise.all([writing.end(), reading.end()]);
    await opened.unlock();
  }

  return {
    epoch: opened.epoch,
    read: opened.read,
    words: wordIndex,
    write: (work) => write((session) => work(createSessionDb(session))),
    writeDerived: (work) =>
      write(async (session) => {
        // The server syncs it a little later, with or before what is committed next.
        await session.query('SET LOCAL synchronous_commit = off');
        return work(createSessionDb(session));
      }),
    append: (batch) => write((session) => appendBatch(session, batch)),
    changesSince: (cursor) => changesSince(reading, cursor),
    checkWritable: () => write(probe),
    backup(file) {
      const made = opened.backup(file);
      backups = Promise.allSettled([backups, made]);
      return made;
    },
    close() {
      closed ??= close();
      return closed;
    },
  };
}
