import type { Cell, Spread } from './report.ts';

const ROUNDED = new Intl.NumberFormat('en', { maximumSignificantDigits: 3 });
const FINER = new Intl.NumberFormat('en', { maximumSignificantDigits: 6 });
const WHOLE = new Intl.NumberFormat('en', { maximumFractionDigits: 0 });

/** Beyond these it is written as a power of ten. */
const LEAST = 1e-6;
const MOST = 1e15;

/** A measured figure: three significant digits, thousands apart (`7,320`, `0.0123`); a dash where there is none. */
export function formatFigure(figure: number): string {
  return format(figure, ROUNDED);
}

/** What stands at an axis, where neighbours must differ: six significant digits. */
export function formatTick(figure: number): string {
  return format(figure, FINER);
}

/** A counted figure, such as bytes: exact where it is whole, else as a measured one. */
export function formatCount(count: number): string {
  return Number.isSafeInteger(count) ? WHOLE.format(count) : formatFigure(count);
}

/** `7,320 (7,100–7,510)`: the median, with the least and the most where they are not written the same. */
export function formatSpread({ median, min, max }: Spread): string {
  const [middle, least, most] = [median, min, max].map(formatFigure);
  if (least === most) return `${middle}`;
  return `${middle} (${least}${min < 0 ? ' to ' : '–'}${most})`;
}

/** What stands in a table: a number is one that was counted, a spread one that was measured. */
export function formatCell(cell: Cell): string {
  if (typeof cell === 'string') return cell;
  return typeof cell === 'number' ? formatCount(cell) : formatSpread(cell);
}

function format(figure: number, digits: Intl.NumberFormat): string {
  if (figure === Number.POSITIVE_INFINITY) return '∞';
  if (!Number.isFinite(figure)) return '–';
  const size = Math.abs(figure);
  const isPlain = size === 0 || (size >= LEAST && size < MOST);
  return isPlain ? digits.format(size === 0 ? 0 : figure) : figure.toExponential(2);
}
