import { expect, test } from 'vitest';
import { afterClose, CLOSES } from '../../protocol/index.ts';

test.each(Object.values(CLOSES))('tells what to do after $code by its range', (rule) => {
  expect(afterClose(rule.code)).toBe(rule.after);
});

test.each([1005, 1006, 1012, 4099, 4500])('comes back after %i, which no table has', (code) => {
  expect(afterClose(code)).toBe('reconnect');
});
