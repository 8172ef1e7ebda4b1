import type { Files } from '../files/index.ts';
import {
  checkFilesLater,
  deleteFile,
  deleteKeptFile,
  filesToCheck,
  looseKeptFiles,
  type Storage,
} from '../storage/index.ts';
import { UNSENT_KEPT_MS } from './uploads.ts';

const EVERY_MS = 60_000;
/** Files of one look: a few milliseconds of the database. */
const BATCH = 200;
/** A file that the log holds is looked at again after this time: its chat may have been erased. */
const AGAIN_MS = 24 * 3_600_000;

export interface FileCleanerOptions {
  readonly storage: Storage;
  readonly files: Files;
  readonly now: () => number;
  readonly onFailure: (error: unknown) => void;
}

/** Removes files that no event or canned response holds: never sent, or gone with their chat or response. Several relays may do so side by side. */
export interface FileCleaner {
  /** Lets the look under way end and begins no other. */
  stop(): Promise<void>;
}

/** Looks now and every minute. */
export function startFileCleaner(options: FileCleanerOptions): FileCleaner {
  let looking = Promise.resolve();
  const look = (): void => {
    looking = looking
      .then(() => cleanFiles(options))
      .then(() => cleanKeptFiles(options))
      .catch(options.onFailure);
  };
  const timer = setInterval(look, EVERY_MS).unref();
  look();
  return {
    async stop() {
      clearInterval(timer);
      await looking;
    },
  };
}

/** Looks at the files that are due, once. */
async function cleanFiles({ storage, files, now }: FileCleanerOptions): Promise<void> {
  const due = await filesToCheck(storage.read, now(), BATCH);
  const kept = due.filter(({ isInLog }) => isInLog).map(({ id }) => id);
  if (kept.length > 0) await storage.write((db) => checkFilesLater(db, kept, now() + AGAIN_MS));
  for (const { id, isInLog } of due) {
    if (isInLog) continue;
    // The file first: a row without one is harmless and is found again.
    await files.remove(id);
    await storage.write((db) => deleteFile(db, id));
  }
}

/** As above, of canned responses. */
async function cleanKeptFiles({ storage, files, now }: FileCleanerOptions): Promise<void> {
  for (const id of await looseKeptFiles(storage.read, now() - UNSENT_KEPT_MS, BATCH)) {
    await files.remove(id);
    await storage.write((db) => deleteKeptFile(db, id));
  }
}
