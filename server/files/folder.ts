import { type FileHandle, mkdir, open, rename, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { FileId } from '../../protocol/index.ts';
import { type Ends, type Files, FilesError } from './port.ts';

/** Room for the colour profiles and previews that cameras put before an image's size. */
const HEAD_BYTES = 256 * 1_024;
/** A zip's list of its files stands at its end. */
const TAIL_BYTES = 64 * 1_024;

const FULL = ['ENOSPC', 'EDQUOT', 'EFBIG'];
const FAILED = ['EACCES', 'EIO', 'EMFILE', 'ENFILE', 'ENOENT', 'ENOTDIR', 'EPERM', 'EROFS'];

/** Keeps files in a folder, one file each, for the folder's owner alone. The folder is made with the first one. */
export function openFolder(folder: string): Files {
  const pathOf = (id: FileId): string => join(folder, id);
  const remove = (id: FileId): Promise<void> => rm(pathOf(id), { force: true });

  async function writeNew(path: string, bytes: AsyncIterable<Uint8Array>): Promise<void> {
    try {
      await makeFolder(folder);
      const file = await open(path, 'wx', 0o600);
      await closing(file, async () => {
        for await (const part of bytes) await file.appendFile(part);
        await file.sync();
      });
    } catch (error) {
      await rm(path, { force: true });
      throw translated(error);
    }
  }

  return {
    remove,

    async write(id, bytes) {
      await writeNew(pathOf(id), bytes);
      await syncFolder(folder);
    },

    async replace(id, bytes) {
      const beside = `${pathOf(id)}.new`;
      // What an interrupted one left.
      await rm(beside, { force: true });
      await writeNew(beside, bytes);
      await rename(beside, pathOf(id));
      await syncFolder(folder);
    },

    async ends(id) {
      const file = await open(pathOf(id));
      return closing(file, () => readEnds(file));
    },

    async read(id) {
      try {
        const file = await open(pathOf(id));
        return file.createReadStream();
      } catch (error) {
        if (codeOf(error) === 'ENOENT') return undefined;
        throw translated(error);
      }
    },
  };
}

/** With its name in the folder above on disk too, where it is new. */
async function makeFolder(folder: string): Promise<void> {
  const made = await mkdir(folder, { recursive: true, mode: 0o700 });
  if (made !== undefined) await syncFolder(dirname(made));
}

async function syncFolder(folder: string): Promise<void> {
  const handle = await open(folder);
  await closing(handle, () => handle.sync());
}

async function closing<T>(file: FileHandle, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } finally {
    await file.close();
  }
}

async function readEnds(file: FileHandle): Promise<Ends> {
  const { size } = await file.stat();
  const part = async (from: number, most: number): Promise<Buffer> => {
    const buffer = Buffer.alloc(Math.min(most, size - from));
    await file.read(buffer, 0, buffer.length, from);
    return buffer;
  };
  const head = await part(0, HEAD_BYTES);
  return { head, tail: await part(Math.max(0, size - TAIL_BYTES), TAIL_BYTES), bytes: size };
}

/** What is not the disk's fault, such as a sender who went away, stays as it is. */
function translated(error: unknown): unknown {
  const code = codeOf(error);
  if (FULL.includes(code)) return new FilesError('storage_full', { cause: error });
  if (FAILED.includes(code)) return new FilesError('storage_failed', { cause: error });
  return error;
}

function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error ? String(error.code) : '';
}
