import { countCodePoints, LIMITS } from '../../../protocol/index.ts';
import { readCsv, readShortcut, unknownVariables } from '../../../protocol/later.ts';

/** A canned response of a table. */
export interface ImportRow {
  readonly shortcut: string;
  readonly text: string;
}

/** A line of a table that is left out. */
export interface ImportProblem {
  /** As a spreadsheet counts: the head is line 1. */
  readonly line: number;
  readonly name: 'shortcut' | 'empty' | 'long' | 'variables' | 'twice';
  readonly value: string;
}

/** What a table brings. */
export type Import =
  | { readonly name: 'noTable' }
  | { readonly name: 'noColumns' }
  | {
      readonly name: 'rows';
      readonly rows: readonly ImportRow[];
      readonly problems: readonly ImportProblem[];
    };

/** Reads a table with the columns `shortcut` and `text`; others are passed over. Pure. */
export function readImport(table: string): Import {
  const lines = readCsv(table);
  if (!lines) return { name: 'noTable' };
  const [head = [], ...rest] = lines;
  const column = (name: string) => head.findIndex((one) => one.trim().toLowerCase() === name);
  const [shortcutAt, textAt] = [column('shortcut'), column('text')];
  if (shortcutAt < 0 || textAt < 0) return { name: 'noColumns' };
  const rows = new Map<string, ImportRow>();
  const problems: ImportProblem[] = [];
  for (const [index, cells] of rest.entries()) {
    const given = (cells[shortcutAt] ?? '').trim().replace(/^\//, '');
    const text = (cells[textAt] ?? '').replaceAll('\r\n', '\n');
    const shortcut = readShortcut(given);
    const problem = problemOf(given, shortcut, text, rows);
    if (problem) problems.push({ line: index + 2, ...problem });
    else if (shortcut !== null) rows.set(shortcut, { shortcut, text });
  }
  return { name: 'rows', rows: [...rows.values()], problems };
}

function problemOf(
  given: string,
  shortcut: string | null,
  text: string,
  before: ReadonlyMap<string, ImportRow>,
): Omit<ImportProblem, 'line'> | undefined {
  if (shortcut === null) return { name: 'shortcut', value: given };
  if (before.has(shortcut)) return { name: 'twice', value: shortcut };
  if (text.trim() === '') return { name: 'empty', value: '' };
  if (countCodePoints(text) > LIMITS.textCodePoints) return { name: 'long', value: '' };
  const unknown = unknownVariables(text);
  return unknown.length > 0 ? { name: 'variables', value: unknown.join(', ') } : undefined;
}
