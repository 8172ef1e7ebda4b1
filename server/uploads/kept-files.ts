import type { Readable } from 'node:stream';
import { uuidv7 } from 'uuidv7';
import type { ChatFile, ChatId, FileId, OperatorId } from '../../protocol/index.ts';
import type { Files } from '../files/index.ts';
import {
  completeKeptFile,
  deleteKeptFile,
  insertKeptFile,
  type Storage,
} from '../storage/index.ts';
import { faultOfSize, takeIn } from './take-in.ts';
import type { OpenFile, Upload, UploadOutcome, Uploads } from './uploads.ts';

/** Files that operators keep with what they prepare for chats. In a chat goes a copy, so that they outlive it and it them. */
export interface KeptFiles {
  /** Takes one in; what nobody saves with a response is removed after an hour. Rejects as Uploads does. */
  keep(operator: OperatorId, upload: Upload): Promise<UploadOutcome>;
  /** Undefined where it is gone. */
  open(file: ChatFile): Promise<OpenFile | undefined>;
  /** Copies them into the files of a chat, in their order, for this operator to send; stops at the first that cannot be. */
  copyInto(
    chat: ChatId,
    operator: OperatorId,
    files: readonly ChatFile[],
  ): Promise<{ readonly files: readonly ChatFile[] } | Extract<UploadOutcome, { refuse: unknown }>>;
}

export interface KeptFilesOptions {
  readonly storage: Storage;
  readonly files: Files;
  readonly uploads: Pick<Uploads, 'operatorUploads'>;
  /** Most bytes of one file. */
  readonly mostBytes: number;
  readonly now: () => number;
}

export function createKeptFiles(options: KeptFilesOptions): KeptFiles {
  const { storage, files, uploads, mostBytes, now } = options;

  async function forget(id: FileId): Promise<void> {
    await files.remove(id);
    await storage.write((db) => deleteKeptFile(db, id));
  }

  async function copy(chat: ChatId, operator: OperatorId, file: ChatFile): Promise<UploadOutcome> {
    const body = await files.read(file.id);
    if (!body) return { refuse: 'not_found', detail: `the file ${file.name}` };
    return closing(body, () => uploads.operatorUploads(operator, chat, { ...file, body }));
  }

  return {
    async keep(operator, upload) {
      const fault = faultOfSize(upload.bytes, mostBytes);
      if (fault) return fault;
      const id = uuidv7() as FileId; // a UUID is what the brand stands for
      const row = { operator_id: operator, response_id: null, place: 0, details: '' };
      // Before the file itself, so that none can lie on the disk that no row knows of.
      await storage.write((db) => insertKeptFile(db, { id, ...row, created_at: now() }));
      let outcome: UploadOutcome | undefined;
      try {
        outcome = await takeIn(files, id, upload);
        if ('refuse' in outcome) return outcome;
        const details = JSON.stringify(outcome.file);
        await storage.write((db) => completeKeptFile(db, id, details));
        return outcome;
      } finally {
        if (!outcome || 'refuse' in outcome) await forget(id);
      }
    },

    async open(file) {
      const body = await files.read(file.id);
      return body && { file, body };
    },

    async copyInto(chat, operator, kept) {
      const copies: ChatFile[] = [];
      for (const file of kept) {
        const outcome = await copy(chat, operator, file);
        if ('refuse' in outcome) return outcome;
        copies.push(outcome.file);
      }
      return { files: copies };
    },
  };
}

/** Where a copy is refused before it is read, the file it is of must not stay open. */
async function closing<T>(body: Readable, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } finally {
    body.destroy();
  }
}
