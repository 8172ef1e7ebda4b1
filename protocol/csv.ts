/**
 * By it spreadsheets know that the file is UTF-8.
 * @public
 */
export const BYTE_ORDER_MARK = '\u{feff}';

/** What spreadsheets take for the beginning of a formula, also in its wide form, or pass over before one. */
const FORMULA = /^[=+\-@\t\r\n\uff1d\uff0b\uff0d\uff20]/;

/**
 * A line of a table (RFC 4180), with its end. What a visitor wrote runs nowhere: a cell that a spreadsheet would take for a
 * formula begins with an apostrophe.
 * @public
 */
export function csvLine(cells: readonly (string | number | null)[]): string {
  return `${cells.map(cell).join(',')}\r\n`;
}

function cell(value: string | number | null): string {
  if (value === null) return '';
  if (typeof value === 'number') return String(value);
  const safe = FORMULA.test(value) ? `'${value}` : value;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

/** A cell, in quotes or not, and what ends it: a comma, semicolon or tab, the line's end, or the text's. */
const CELL = {
  ',': /(?:"([^"]*(?:""[^"]*)*)"|(?!")([^,\r\n]*))(,|\r\n|\n|\r|$)/y,
  ';': /(?:"([^"]*(?:""[^"]*)*)"|(?!")([^;\r\n]*))(;|\r\n|\n|\r|$)/y,
  '\t': /(?:"([^"]*(?:""[^"]*)*)"|(?!")([^\t\r\n]*))(\t|\r\n|\n|\r|$)/y,
} as const;

/**
 * The cells of a table, line by line, without lines that are empty; an apostrophe that `csvLine` put before a cell is gone. What
 * divides cells is told by the first line, since spreadsheets of some languages write semicolons. Null where the text is no table:
 * something follows a closing quote, or one is missing. Pure.
 * @public
 */
export function readCsv(text: string): string[][] | null {
  const table = text.startsWith(BYTE_ORDER_MARK) ? text.slice(1) : text;
  const [head = ''] = table.split(/[\r\n]/, 1);
  const pattern = new RegExp(CELL[dividerIn(head)]);
  const lines: string[][] = [];
  let line: string[] = [];
  for (let at = 0; at <= table.length; at = pattern.lastIndex) {
    pattern.lastIndex = at;
    const found = pattern.exec(table);
    if (!found) return null;
    const [, quoted, bare = '', end = ''] = found;
    line.push(plain(quoted?.replaceAll('""', '"') ?? bare));
    if (end !== '' && !/[\r\n]/.test(end)) continue;
    lines.push(line);
    line = [];
    if (end === '') break;
  }
  return lines.filter((cells) => cells.some((one) => one !== ''));
}

function dividerIn(head: string): keyof typeof CELL {
  if (head.includes(';') && !head.includes(',')) return ';';
  return head.includes('\t') && !head.includes(',') ? '\t' : ',';
}

function plain(value: string): string {
  return value.startsWith("'") && FORMULA.test(value.slice(1)) ? value.slice(1) : value;
}
