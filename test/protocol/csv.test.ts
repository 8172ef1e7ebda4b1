import { expect, test } from 'vitest';
import { csvLine, readCsv } from '../../protocol/later.ts';

test('writes a line as RFC 4180 says', () => {
  expect(csvLine(['plain', 'a,b', 'say "hi"', 'two\nlines', null, '', 12])).toBe(
    'plain,"a,b","say ""hi""","two\nlines",,,12\r\n',
  );
});

test.each(['=1+1', '+1', '-1', '@SUM(A1)', '\t=1', '＝1', '＋1', '－1', '＠a'])(
  'puts an apostrophe before %j, which a spreadsheet might take for a formula',
  (text) => {
    expect(csvLine([text])).toBe(`'${text}\r\n`);
  },
);

test('quotes what begins with the end of a line, and makes it harmless', () => {
  expect(csvLine(['\r=1', '\n=1'])).toBe('"\'\r=1","\'\n=1"\r\n');
});

test('leaves signs in the middle, and numbers that are numbers, as they are', () => {
  expect(csvLine(['a=b', '1-2', -3])).toBe('a=b,1-2,-3\r\n');
});

test.each([
  [
    'a,b\r\n1,2\r\n',
    [
      ['a', 'b'],
      ['1', '2'],
    ],
  ],
  [
    '\u{feff}a;b\n"x;y";"say ""hi"""',
    [
      ['a', 'b'],
      ['x;y', 'say "hi"'],
    ],
  ],
  [
    'a\tb\n"two\nlines"\t',
    [
      ['a', 'b'],
      ['two\nlines', ''],
    ],
  ],
  ["a\n'=1+1\n'tis\n\n", [['a'], ['=1+1'], ["'tis"]]],
  ['a,b\n"never closed,2', null],
])('reads the table %j', (table, lines) => {
  expect(readCsv(table)).toEqual(lines);
});

test('reads back what it wrote', () => {
  const cells = ['=cmd', '@x', 'a,b', 'say "hi"', 'two\r\nlines', '', "it's", '\u{ff1d}wide'];
  expect(readCsv(`h\r\n${csvLine(cells)}`)).toEqual([['h'], cells]);
});
