import { expect, test } from 'vitest';
import { endOfValue, messageIn } from './read-resp.ts';

const PUSH = '>3\r\n$8\r\nsmessage\r\n$7\r\nchannel\r\n$4\r\na\r\nb\r\n';

/** A value of each kind, and what stands in them nested. */
const VALUES = [
  ...['+OK\r\n', '-ERR no\r\n', ':-12\r\n', '_\r\n', '#t\r\n', ',1.5\r\n', '(1234567890123\r\n'],
  ...['$4\r\na\r\nb\r\n', '$-1\r\n', '$0\r\n\r\n', '*-1\r\n', '*0\r\n', '=8\r\ntxt:text\r\n'],
  '*2\r\n$1\r\na\r\n*2\r\n:1\r\n$-1\r\n',
  '%1\r\n+key\r\n*1\r\n+value\r\n',
  '~1\r\n+one\r\n',
  PUSH,
];

test('finds the end of every kind of value, and of none that is not whole', () => {
  for (const value of VALUES) {
    const bytes = Buffer.from(value);
    for (let length = 0; length < bytes.length; length += 1) {
      expect(endOfValue(bytes.subarray(0, length))).toBeUndefined();
    }
    expect(endOfValue(Buffer.from(`${value}+next\r\n`))).toBe(bytes.length);
  }
});

test('refuses what begins no value', () => {
  expect(() => endOfValue(Buffer.from('PING\r\n'))).toThrow(/no length|begins with P/);
});

test('reads what is said to a subscriber, and nothing out of a reply', () => {
  expect(messageIn(Buffer.from(PUSH))).toBe('a\r\nb');
  expect(messageIn(Buffer.from(PUSH.replace('>', '*')))).toBe('a\r\nb');
  expect(messageIn(Buffer.from('*2\r\n$1\r\na\r\n$1\r\nb\r\n'))).toBeUndefined();
});
