import type { ExportFormat } from '../../protocol/index.ts';
import { api } from '../api.ts';
import { type ArchiveQuery, askedBy } from './archive-query.ts';
import { createRowCount } from './count-rows.ts';

/** So much is held piece by piece; more of it the browser may keep on the disk. */
const PIECES_BYTES = 8_388_608;

/** How far an export is. */
export interface ExportProgress {
  readonly rows: number;
  readonly bytes: number;
}

/** A whole file. */
export interface TakenExport extends ExportProgress {
  readonly name: string;
  readonly content: Blob;
}

/** Takes in what the relay writes; rejects where it does not come whole, or `signal` says to stop. */
export async function takeExport(
  query: ArchiveQuery,
  format: ExportFormat,
  signal: AbortSignal,
  onProgress: (progress: ExportProgress) => void,
): Promise<TakenExport> {
  const q = query.q.trim();
  const response = await api.exportChats({ ...askedBy(query), ...(q && { q }), format }, signal);
  const type = response.headers.get('content-type') ?? '';
  const [, name = 'export'] =
    /filename="([^"]+)"/.exec(response.headers.get('content-disposition') ?? '') ?? [];
  const count = createRowCount(format);
  let content = new Blob([], { type });
  let pieces: Uint8Array<ArrayBuffer>[] = [];
  let held = 0;
  let progress: ExportProgress = { rows: 0, bytes: 0 };
  const reader = response.body?.getReader();
  while (reader) {
    const { done, value } = await reader.read();
    if (value) {
      pieces.push(value);
      held += value.length;
      progress = { rows: count(value), bytes: progress.bytes + value.length };
      onProgress(progress);
    }
    if (!done && held < PIECES_BYTES) continue;
    content = new Blob([content, ...pieces], { type });
    pieces = [];
    held = 0;
    if (done) break;
  }
  return { ...progress, name, content };
}
