import { expect, test } from 'vitest';
import { answerFor } from '../../console/worker/answer-for.ts';

const ORIGIN = 'https://chat.example.org';
const FILES = new Set(['/console/assets/index-12345678.js']);

function answer(path: string, mode = 'cors', method = 'GET', origin = ORIGIN) {
  return answerFor({ url: origin + path, mode, method }, ORIGIN, FILES);
}

test('answers for every screen of the console with its page', () => {
  expect(answer('/console', 'navigate')).toBe('page');
  expect(answer('/console/chat/0192', 'navigate')).toBe('page');
  expect(answer('/console/link', 'navigate')).toBe('page');
});

test('answers for the files of the shell, and leaves all else to the network', () => {
  expect(answer('/console/assets/index-12345678.js')).toBe('file');
  expect(answer('/console/assets/index-87654321.js')).toBe('network');
  expect(answer('/api/v1/session')).toBe('network');
  expect(answer('/v1/files/0192')).toBe('network');
  expect(answer('/console', 'navigate', 'POST')).toBe('network');
  expect(answer('/console/preview', 'navigate')).toBe('network');
  expect(answer('/consoles', 'navigate')).toBe('network');
  expect(answer('/console/assets/index-12345678.js', 'cors', 'GET', 'https://example.org')).toBe(
    'network',
  );
});
