import { expect, test } from 'vitest';
import type { EventId } from '../../protocol/index.ts';
import type { Row } from '../../widget/panel/messages/group-messages.ts';
import { lastRows } from '../../widget/panel/messages/last-rows.ts';

let made = 0;

/** A group of so many messages. */
function group(count: number): Row {
  const bubbles = Array.from({ length: count }, () => {
    made += 1;
    return { id: `${made}` as EventId, at: 0, text: `message ${made}`, delivery: null };
  });
  return { type: 'group', key: `${made}`, isOwn: true, authorName: '', author: '', bubbles };
}

const DAY: Row = { type: 'day', key: 'day', at: 0 };
const NEW: Row = { type: 'new', key: 'new', at: 0 };

const countIn = (rows: readonly Row[]) =>
  rows.reduce((sum, row) => sum + (row.type === 'group' ? row.bubbles.length : 0), 0);

test('a conversation that is short enough stays as it is', () => {
  const rows = [DAY, group(3), group(2)];
  expect(lastRows(rows, 5)).toBe(rows);
});

test('of a long one the last messages stay, with what stands between them', () => {
  const rows = [DAY, group(10), DAY, group(3), group(4)];
  expect(lastRows(rows, 7)).toEqual(rows.slice(2));
  expect(lastRows(rows, 6)).toMatchObject([{ bubbles: { length: 2 } }, { type: 'group' }]);
});

test('a single group is cut to its last messages', () => {
  const [row] = lastRows([group(500)], 200);
  expect(row).toMatchObject({ bubbles: { length: 200 } });
  expect(row?.type === 'group' && row.bubbles.at(-1)?.text).toBe(`message ${made}`);
});

test('all that is new stays, and some of what was read before it', () => {
  const rows = [group(500), NEW, group(300)];
  const left = lastRows(rows, 200);
  expect(left).toContain(NEW);
  expect(countIn(left)).toBe(320);
});
