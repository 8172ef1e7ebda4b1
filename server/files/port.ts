import type { Readable } from 'node:stream';
import type { FileId } from '../../protocol/index.ts';

/** The beginning and the end of a file, by which its kind is told; of a small one both are all of it. */
export interface Ends {
  readonly head: Buffer;
  readonly tail: Buffer;
  /** Of all of it. */
  readonly bytes: number;
}

/**
 * Keeps the bytes of files under their ids. Knows neither chats nor people: whose a file is stands in the database. Several
 * relays share one store.
 */
export interface Files {
  /**
   * Takes a new file in as it comes. Resolves once all of it is on disk, so that it may be promised to be there. Rejects with a
   * FilesError where it cannot be kept, else with what `bytes` rejected with, and then nothing of it is kept.
   */
  write(id: FileId, bytes: AsyncIterable<Uint8Array>): Promise<void>;
  /** The same in place of a file that may be there: that one stays where it rejects. */
  replace(id: FileId, bytes: AsyncIterable<Uint8Array>): Promise<void>;
  /** Rejects where there is no such file. */
  ends(id: FileId): Promise<Ends>;
  /** Undefined where there is no such file. Whoever takes it reads it to its end or destroys it. */
  read(id: FileId): Promise<Readable | undefined>;
  /** Also where there is none. */
  remove(id: FileId): Promise<void>;
}

/** A file could not be kept. `storage_full`: no room on the disk. */
export class FilesError extends Error {
  readonly code: 'storage_full' | 'storage_failed';
  constructor(code: 'storage_full' | 'storage_failed', options: ErrorOptions) {
    super(`a file could not be written (${code})`, options);
    this.name = 'FilesError';
    this.code = code;
  }
}
