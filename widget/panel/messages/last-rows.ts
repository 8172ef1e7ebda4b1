import type { Row } from './group-messages.ts';

/** So many messages of those that are read already are drawn beside what is new. */
const CONTEXT = 20;

/**
 * The rows of the last `most` messages; all that is new is among them, however much it is. A long conversation is here as a whole:
 * to draw thousands of messages is what takes time. Pure.
 */
export function lastRows(rows: readonly Row[], most: number): readonly Row[] {
  const firstNew = rows.findIndex(({ type }) => type === 'new');
  const news = firstNew === -1 ? 0 : messagesIn(rows.slice(firstNew)) + CONTEXT;
  let left = Math.max(most, news);
  for (let index = rows.length - 1; index >= 0; index -= 1) {
    const row = rows[index];
    if (row?.type !== 'group') continue;
    if (row.bubbles.length > left) {
      const cut = left === 0 ? [] : [{ ...row, bubbles: row.bubbles.slice(-left) }];
      return [...cut, ...rows.slice(index + 1)];
    }
    left -= row.bubbles.length;
  }
  return rows;
}

function messagesIn(rows: readonly Row[]): number {
  return rows.reduce((sum, row) => sum + (row.type === 'group' ? row.bubbles.length : 0), 0);
}
