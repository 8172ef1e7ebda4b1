import { expect, test } from 'vitest';
import {
  askedBy,
  countFilters,
  EVERYTHING,
  hasWords,
  readQuery,
  writeQuery,
} from '../../console/archive/archive-query.ts';
import { createRowCount } from '../../console/archive/count-rows.ts';
import { hashSeq } from '../../console/chat/index.ts';

test('keeps a query in the address as it is, and leaves out what is empty', () => {
  const query = { ...EVERYTHING, q: 'a&b "c"', page: '/tea pots?', rating: 'bad' };
  expect(readQuery(writeQuery(query))).toEqual(query);
  expect(writeQuery(query)).toBe('?q=a%26b+%22c%22&rating=bad&page=%2Ftea+pots%3F');
  expect(writeQuery(EVERYTHING)).toBe('');
  expect(readQuery('?unknown=1')).toEqual(EVERYTHING);
  expect(countFilters(query)).toBe(2);
});

test('asks for whole days of the operator’s calendar, the last one too', () => {
  const asked = askedBy({ ...EVERYTHING, from: '2026-10-25', to: '2026-10-25', state: 'open' });
  expect(asked).toEqual({
    from: String(new Date(2026, 9, 25).getTime()),
    until: String(new Date(2026, 9, 26).getTime()),
    state: 'open',
  });
  expect(askedBy({ ...EVERYTHING, from: 'soon', to: '1900-01-01', page: ' ' })).toEqual({});
});

test('looks for letters and digits of every script, and for nothing else', () => {
  expect(['teapot', '7', '会', 'é'].map(hasWords)).toEqual([true, true, true, true]);
  expect(['', '"*"', ' - ', '😀'].map(hasWords)).toEqual([false, false, false, false]);
});

test('counts the rows of a file while it comes, cut anywhere', () => {
  const bytes = new TextEncoder().encode('chat,text\r\n1,"a\r\n""b"""\r\n2,c\r\n');
  const count = createRowCount('messages');
  expect([...bytes].map((byte) => count(Uint8Array.of(byte))).at(-1)).toBe(2);
  expect(createRowCount('chats')(new TextEncoder().encode('chat,text\r\n'))).toBe(0);
  expect(createRowCount('json')(new TextEncoder().encode('{"a":"\\""}\n{}\n'))).toBe(2);
});

test('reads from an address which message is meant, and takes nothing else for one', () => {
  expect(['#12', '#1'].map(hashSeq)).toEqual([12, 1]);
  expect(['', '#', '#0', '#-1', '#1a', '#9999999999'].map(hashSeq)).toEqual(
    Array.from({ length: 6 }, () => null),
  );
});
