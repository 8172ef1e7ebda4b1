import { expect, test } from 'vitest';
import { piecesOf } from '../../console/archive/pieces-of.ts';

test('cuts a snippet at its matches, counting an emoji once', () => {
  const matches = [
    { start: 2, length: 3 },
    { start: 5, length: 1 },
    { start: 7, length: 2 },
  ];
  expect(piecesOf({ text: '😀 one, ok', matches })).toEqual([
    { text: '😀 ', isMatch: false },
    { text: 'one', isMatch: true },
    { text: ',', isMatch: true },
    { text: ' ', isMatch: false },
    { text: 'ok', isMatch: true },
  ]);
});

test('gives a snippet without matches in one piece', () => {
  expect(piecesOf({ text: 'all of it', matches: [] })).toEqual([
    { text: 'all of it', isMatch: false },
  ]);
});
