import { expect, test } from 'vitest';
import { MUTANTS } from '../mutants/mutants.ts';
import { readProjectFile } from './source-files.ts';

test.each(MUTANTS)('the place where $fault stands in $file once', ({ file, from }) => {
  expect(readProjectFile(file).split(from)).toHaveLength(2);
});

test('there are at least 30 mutants, each of its own', () => {
  expect(new Set(MUTANTS.map(({ file, from, to }) => file + from + to)).size).toBe(MUTANTS.length);
  expect(MUTANTS.length).toBeGreaterThanOrEqual(30);
});
