import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { ROOT, readProjectFile, sourceFiles } from './source-files.ts';

const page = readProjectFile('docs/DELIVERY.md');
const promised = [...page.matchAll(/^\| (P\d) \|(.*)$/gm)].map(([, id = '', row = '']) => ({
  id,
  row,
}));

/** The titles of all tests, as they are written. */
const titles = sourceFiles(['test'])
  .filter((file) => file.endsWith('.test.ts'))
  .flatMap((file) => [
    ...readProjectFile(file).matchAll(/\b(?:test|it)(?:\.each\([^`]*?\))?\(\s*['"`]([^'"`]*)/g),
  ])
  .map(([, title = '']) => title);

describe('docs/DELIVERY.md', () => {
  test('states nine promises', () => {
    expect(promised.map(({ id }) => id)).toEqual(
      Array.from({ length: 9 }, (_, index) => `P${index + 1}`),
    );
  });

  test.each(promised)(
    '$id is in a test’s title, and the tests it names are there',
    ({ id, row }) => {
      expect(titles.filter((title) => new RegExp(`\\b${id}\\b`).test(title))).not.toEqual([]);
      for (const [, file = ''] of row.matchAll(/`(test\/[^`]+)`/g)) {
        expect([file, existsSync(join(ROOT, file))]).toEqual([file, true]);
      }
    },
  );

  test('knows every promise that a test’s title names', () => {
    const named = new Set(titles.flatMap((title) => title.match(/\bP\d\b/g) ?? []));
    expect([...named].filter((id) => !promised.some((one) => one.id === id))).toEqual([]);
  });
});
