import type { ExportFormat } from '../../protocol/index.ts';

const QUOTE = 0x22;
const LINE_FEED = 0x0a;

/** Counts the rows of a file while it comes, in pieces cut anywhere; those that name the columns not. */
export function createRowCount(format: ExportFormat): (piece: Uint8Array) => number {
  // Line feeds within quotes are part of a cell; in JSON lines there are none but at their ends.
  const isTable = format !== 'json';
  let rows = isTable ? -1 : 0;
  let isQuoted = false;
  return (piece) => {
    for (const byte of piece) {
      if (isTable && byte === QUOTE) isQuoted = !isQuoted;
      if (byte === LINE_FEED && !isQuoted) rows += 1;
    }
    return Math.max(0, rows);
  };
}
