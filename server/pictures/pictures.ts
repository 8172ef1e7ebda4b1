import { createHash, randomBytes } from 'node:crypto';
import type { OperatorId, PictureId } from '../../protocol/index.ts';
import { withoutMetadata } from '../files/index.ts';
import {
  deletePhoto,
  deleteUnusedLogos,
  insertPicture,
  type PictureRow,
  photoOf,
  pictureById,
  type Storage,
} from '../storage/index.ts';
import { bytesOf, typeOf } from './read-picture.ts';

const DAY_MS = 86_400_000;

/** A picture as it is served. */
export interface Picture {
  readonly type: string;
  readonly bytes: Buffer;
}

/** Small pictures in the database, so that they are in every backup and on every node. */
export interface Pictures {
  find(id: PictureId): Promise<Picture | undefined>;
  findPhoto(operator: OperatorId): Promise<Picture | undefined>;
  /**
   * Keeps a logo, a `data:` address, without its metadata; the same one twice is kept once. Those that are a day old and in no site are removed then.
   * Undefined where its bytes are no picture.
   */
  keepLogo(address: string): Promise<PictureId | undefined>;
  /** Replaces an operator's photo; null removes it for good. False where its bytes are no picture. */
  setPhoto(operator: OperatorId, address: string | null): Promise<boolean>;
}

export interface PicturesOptions {
  readonly storage: Storage;
  readonly now: () => number;
  /** The logos that sites show. */
  readonly usedLogos: () => Promise<readonly PictureId[]>;
}

export function createPictures({ storage, now, usedLogos }: PicturesOptions): Pictures {
  return {
    async find(id) {
      return toPicture(await pictureById(storage.read, id));
    },

    async findPhoto(operator) {
      return toPicture(await photoOf(storage.read, operator));
    },

    async keepLogo(address) {
      const bytes = await withoutMetadata(bytesOf(address));
      const type = typeOf(bytes);
      if (!type) return undefined;
      const id = createHash('sha256').update(bytes).digest('hex').slice(0, 32);
      const used = await usedLogos();
      await storage.write(async (db) => {
        await insertPicture(db, toRow(id, null, type, bytes, now()));
        await deleteUnusedLogos(db, now() - DAY_MS, used);
      });
      return id as PictureId; // the form that the brand stands for
    },

    async setPhoto(operator, address) {
      const bytes = await withoutMetadata(bytesOf(address ?? ''));
      const type = typeOf(bytes);
      if (address !== null && !type) return false;
      await storage.write(async (db) => {
        await deletePhoto(db, operator);
        const id = randomBytes(16).toString('hex');
        if (type) await insertPicture(db, toRow(id, operator, type, bytes, now()));
      });
      return true;
    },
  };
}

function toRow(
  id: string,
  operator: OperatorId | null,
  type: string,
  bytes: Buffer,
  at: number,
): PictureRow {
  return { id, operator_id: operator, type, data: bytes.toString('base64'), created_at: at };
}

function toPicture(row: PictureRow | undefined): Picture | undefined {
  return row && { type: row.type, bytes: Buffer.from(row.data, 'base64') };
}
