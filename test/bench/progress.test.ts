import { expect, test } from 'vitest';
import { progressLine } from '../../bench/report/progress.ts';

test('says how long it has run, what runs now, and which repetition', () => {
  expect(progressLine('indexing', 65_999)).toBe('  1:05  indexing');
  expect(progressLine('Counterbell', 3_600_000, { nth: 1, of: 5 })).toBe(
    ' 60:00  Counterbell, 2 of 5',
  );
});
