import { createReadStream, createWriteStream } from 'node:fs';
import { createInterface } from 'node:readline';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { constants, createBrotliCompress, createBrotliDecompress } from 'node:zlib';

/** A trace on disk and the path that the data folder had while it was recorded. */
export interface Trace {
  readonly file: string;
  readonly folder: string;
}

/** What the data folder is called in a trace that is kept. */
const KEPT_FOLDER = '/data';
const COMPRESSED = '.br';

/** The lines of a trace, one by one, since a long one does not fit into a string. */
export function linesOf(file: string): AsyncIterable<string> {
  const stored = createReadStream(file);
  const input = file.endsWith(COMPRESSED) ? stored.pipe(createBrotliDecompress()) : stored;
  return createInterface({ input, crlfDelay: Number.POSITIVE_INFINITY });
}

/** A trace that `keepTrace` wrote. */
export function keptTrace(file: string): Trace {
  return { file: file + COMPRESSED, folder: KEPT_FOLDER };
}

/** Writes of a trace what the proof needs, and no path of this machine, to `file` with `.br` at its end. */
export async function keepTrace(trace: Trace, file: string): Promise<void> {
  const params = {
    [constants.BROTLI_PARAM_QUALITY]: 9,
    // Pages are written again and again; a window as large as this finds the last time.
    [constants.BROTLI_PARAM_LGWIN]: constants.BROTLI_MAX_WINDOW_BITS,
  };
  const compress = createBrotliCompress({ params });
  const lines = Readable.from(neededLines(linesOf(trace.file), trace.folder));
  await pipeline(lines, compress, createWriteStream(file + COMPRESSED));
}

async function* neededLines(lines: AsyncIterable<string>, folder: string): AsyncGenerator<string> {
  const [path, keptPath, sent] = [folder, KEPT_FOLDER, '{"type":"sent",'].map(toHex);
  if (!path || !keptPath || !sent) return;
  const waiting = new Set<string>();
  for await (const line of lines) {
    const thread = line.slice(0, line.indexOf(' '));
    const isResumed = line.includes('<... ');
    const isNeeded = isResumed ? waiting.has(thread) : line.includes(path) || line.includes(sent);
    if (!isNeeded) continue;
    if (line.endsWith('<unfinished ...>')) waiting.add(thread);
    else waiting.delete(thread);
    yield `${line.replaceAll(path, keptPath).replace(/AT_FDCWD<[^>]*>/g, 'AT_FDCWD')}\n`;
  }
}

function toHex(text: string): string {
  return Buffer.from(text)
    .toString('hex')
    .replaceAll(/../g, (byte) => `\\x${byte}`);
}
