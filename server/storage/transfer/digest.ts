import { createHash } from 'node:crypto';
import type { Row } from './pages.ts';
import type { Table } from './tables.ts';

const MODULUS = 1n << 256n;

/** What a table holds, in short: how many rows, and a sum of theirs that another content does not have. */
export interface Digest {
  readonly rows: number;
  /** The SHA-256 of each row, added up: engines sort text each in their own way, so no order may matter. */
  readonly sum: bigint;
}

export const EMPTY: Digest = { rows: 0, sum: 0n };

/** The digest of a table with these rows more. */
export function addRows(digest: Digest, { columns }: Table, rows: readonly Row[]): Digest {
  const sum = rows.reduce((total, row) => total + hashOf(row, columns), digest.sum);
  return { rows: digest.rows + rows.length, sum: sum % MODULUS };
}

/** Over the columns by their order, as JSON: numbers and text cannot be mistaken for one another. */
function hashOf(row: Row, columns: readonly string[]): bigint {
  const canonical = JSON.stringify(columns.map((column) => row[column] ?? null));
  return BigInt(`0x${createHash('sha256').update(canonical).digest('hex')}`);
}
