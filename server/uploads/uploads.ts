import type { Readable } from 'node:stream';
import { uuidv7 } from 'uuidv7';
import type {
  ChatFile,
  ChatId,
  EventId,
  FileId,
  OperatorId,
  RefusalCode,
  RefusalDetail,
  VisitorId,
} from '../../protocol/index.ts';
import { LIMITS } from '../../protocol/index.ts';
import type { Files } from '../files/index.ts';
import {
  chatById,
  claimFile,
  completeFile,
  countFiles,
  deleteFile,
  type FileRow,
  fileById,
  fileOfVisitor,
  insertFile,
  type Storage,
} from '../storage/index.ts';
import { faultOfSize, takeIn } from './take-in.ts';

/** A file that was uploaded and is not sent by then is removed. */
export const UNSENT_KEPT_MS = 3_600_000;

/** A file as it comes. */
export interface Upload {
  /** As its sender calls it; not clean. */
  readonly name: string;
  /** As announced: `body` brings no more. */
  readonly bytes: number;
  readonly body: AsyncIterable<Uint8Array>;
}

/** The file as it is kept, or why it is not. */
export type UploadOutcome =
  | { readonly file: ChatFile }
  | { readonly refuse: RefusalCode; readonly detail: RefusalDetail };

/** An event that sends a file. */
export interface FileSending {
  readonly file: ChatFile;
  readonly event: EventId;
  readonly author: VisitorId | OperatorId;
  /** Whose chat it goes into. */
  readonly visitor: VisitorId;
}

export interface OpenFile {
  readonly file: ChatFile;
  readonly body: Readable;
}

/** The files of all chats. */
export interface Uploads {
  /** Rejects with a FilesError or StorageError where it cannot be kept, or with what `body` rejected with. */
  visitorUploads(visitor: VisitorId, upload: Upload): Promise<UploadOutcome>;
  operatorUploads(operator: OperatorId, chat: ChatId, upload: Upload): Promise<UploadOutcome>;
  /**
   * Gives a file to the event that sends it, again where it is the same event: null, or why it cannot be sent. The event itself
   * may follow within the hour.
   */
  claim(sending: FileSending): Promise<{ refuse: RefusalCode; detail: RefusalDetail } | null>;
  /** For operators. Undefined where there is none. */
  open(id: FileId): Promise<OpenFile | undefined>;
  /** As above, for a visitor: their own, and what was sent into their chats. */
  openFor(visitor: VisitorId, id: FileId): Promise<OpenFile | undefined>;
}

export interface UploadsOptions {
  readonly storage: Storage;
  readonly files: Files;
  /** Most bytes of one file. */
  readonly mostBytes: number;
  readonly now: () => number;
}

export function createUploads({ storage, files, mostBytes, now }: UploadsOptions): Uploads {
  async function upload(
    author: VisitorId | OperatorId,
    visitor: VisitorId,
    given: Upload,
  ): Promise<UploadOutcome> {
    const fault = faultOfSize(given.bytes, mostBytes);
    if (fault) return fault;
    if ((await countFiles(storage.read, visitor)) >= LIMITS.filesPerVisitor) {
      const detail = { limit: LIMITS.filesPerVisitor, what: "files in this visitor's chats" };
      return { refuse: 'limit_reached', detail };
    }
    const id = uuidv7() as FileId; // a UUID is what the brand stands for
    const row: FileRow = {
      id,
      visitor_id: visitor,
      author_id: author,
      details: '',
      event_id: null,
      created_at: now(),
      check_at: now() + UNSENT_KEPT_MS,
    };
    // Before the file itself, so that none can lie on the disk that no row knows of.
    await storage.write((db) => insertFile(db, row));
    let outcome: UploadOutcome | undefined;
    try {
      outcome = await takeIn(files, id, given);
      if ('refuse' in outcome) return outcome;
      const details = JSON.stringify(outcome.file);
      await storage.write((db) => completeFile(db, id, details));
      return outcome;
    } finally {
      if (!outcome || 'refuse' in outcome) await forget(id);
    }
  }

  async function forget(id: FileId): Promise<void> {
    await files.remove(id);
    await storage.write((db) => deleteFile(db, id));
  }

  async function opened(row: FileRow | undefined): Promise<OpenFile | undefined> {
    if (!row?.details) return undefined;
    const body = await files.read(row.id);
    return body && { file: JSON.parse(row.details), body };
  }

  return {
    visitorUploads: (visitor, given) => upload(visitor, visitor, given),

    async operatorUploads(operator, chat, given) {
      const row = await chatById(storage.read, chat);
      if (!row) return { refuse: 'not_found', detail: 'this chat' };
      return upload(operator, row.visitor_id, given);
    },

    async claim({ file, event, author, visitor }) {
      const row = await fileById(storage.read, file.id);
      const isTheirs = row?.author_id === author && row.visitor_id === visitor;
      if (!isTheirs || row.details === '') {
        return { refuse: 'not_found', detail: 'this file; attach it again' };
      }
      if (row.details !== JSON.stringify(file)) {
        return { refuse: 'invalid', detail: 'event.file is not what the upload was answered with' };
      }
      const checkAt = now() + UNSENT_KEPT_MS;
      const isClaimed = await storage.write((db) => claimFile(db, file.id, event, checkAt));
      return isClaimed ? null : { refuse: 'file_sent', detail: '' };
    },

    open: async (id) => opened(await fileById(storage.read, id)),

    async openFor(visitor, id) {
      const row = await fileOfVisitor(storage.read, id, visitor);
      return opened(row?.is_sent || row?.author_id === visitor ? row : undefined);
    },
  };
}
