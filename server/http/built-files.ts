import { createHash } from 'node:crypto';
import { readFile, stat } from 'node:fs/promises';
import { extname, join } from 'node:path';

const TYPES: Readonly<Record<string, string>> = {
  '.css': 'text/css; charset=utf-8',
  '.html': 'text/html; charset=utf-8',
  '.ico': 'image/x-icon',
  '.js': 'text/javascript; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.map': 'application/json; charset=utf-8',
  '.png': 'image/png',
  '.svg': 'image/svg+xml',
  '.txt': 'text/plain; charset=utf-8',
  '.webmanifest': 'application/manifest+json',
  '.woff2': 'font/woff2',
};

/** A file as it is served. The same object as long as the file does not change, so that things can be kept by it. */
export interface ServedFile {
  readonly body: Buffer;
  readonly type: string;
  readonly etag: string;
  /** Its name carries a hash of its content: it never changes. */
  readonly isImmutable: boolean;
}

/** The files of one folder, kept in memory and read again after they changed. */
export interface BuiltFiles {
  /** Undefined where there is no such file, its name leaves the folder, or its kind is not served. */
  find(name: string): Promise<ServedFile | undefined>;
}

/** Serves the files below `folder`. Meant for what was built: every file that is asked for stays in memory. */
export function createBuiltFiles(folder: string): BuiltFiles {
  const kept = new Map<string, { mark: string; file: ServedFile }>();
  return {
    async find(name) {
      const type = TYPES[extname(name)];
      if (!type || !isPlainPath(name)) return undefined;
      const path = join(folder, name);
      const mark = await markOf(path);
      if (mark === undefined) return undefined;
      const known = kept.get(name);
      if (known?.mark === mark) return known.file;
      const file = toServedFile(await readFile(path), type, isHashed(name));
      kept.set(name, { mark, file });
      return file;
    },
  };
}

/** Wraps a body that was made, not read, as a file. */
export function toServedFile(body: Buffer, type: string, isImmutable: boolean): ServedFile {
  const etag = `"${createHash('sha256').update(body).digest('base64url').slice(0, 27)}"`;
  return { body, type, etag, isImmutable };
}

/** Names below the folder, joined by single slashes; none begins with a dot, so that nothing leads out or to hidden files. */
function isPlainPath(name: string): boolean {
  return /^[\w-][\w.-]*(\/[\w-][\w.-]*)*$/.test(name);
}

/** Vite puts eight letters of the content's hash before the ending. */
function isHashed(name: string): boolean {
  return /-[\w-]{8}\.\w+$/.test(name);
}

async function markOf(path: string): Promise<string | undefined> {
  try {
    const found = await stat(path);
    return found.isFile() ? `${found.size} ${found.mtimeMs}` : undefined;
  } catch (error) {
    if (error instanceof Error && 'code' in error && isAbsence(error.code)) return undefined;
    throw error;
  }
}

function isAbsence(code: unknown): boolean {
  return code === 'ENOENT' || code === 'ENOTDIR' || code === 'ENAMETOOLONG';
}
