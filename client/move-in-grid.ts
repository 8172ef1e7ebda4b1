/**
 * A grid of `count` cells in rows of `columns`, and how its language is written.
 * @public
 */
export interface Grid {
  readonly count: number;
  readonly columns: number;
  readonly direction: 'ltr' | 'rtl';
}

/**
 * The cells of a grid in rows of `columns`; the last row may be shorter. Pure.
 * @public
 */
export function rowsOf<Cell>(cells: readonly Cell[], columns: number): Cell[][] {
  return Array.from({ length: Math.ceil(cells.length / columns) }, (_, row) =>
    cells.slice(row * columns, (row + 1) * columns),
  );
}

/**
 * Which cell a key leads to from the cell `from`; undefined where the key leads nowhere in a grid. Never leaves the grid. Pure.
 * @public
 */
export function moveInGrid(
  { count, columns, direction }: Grid,
  from: number,
  key: string,
): number | undefined {
  const forward = direction === 'rtl' ? -1 : 1;
  const to = {
    ArrowRight: from + forward,
    ArrowLeft: from - forward,
    ArrowDown: from + columns,
    ArrowUp: from - columns,
    Home: 0,
    End: count - 1,
  }[key];
  if (to === undefined) return undefined;
  return to >= 0 && to < count ? to : from;
}
