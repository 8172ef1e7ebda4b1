import { expect, it } from 'vitest';
import { isOwnOrigin } from '../../../server/access/index.ts';

const PUBLIC = 'https://chat.example.org';

it('knows the pages of the public address and of the host that was asked', () => {
  expect(isOwnOrigin(PUBLIC, PUBLIC, 'internal:8080')).toBe(true);
  expect(isOwnOrigin(PUBLIC, 'http://127.0.0.1:8080', '127.0.0.1:8080')).toBe(true);
});

it('refuses every other page, and what is no page', () => {
  const foreign = [
    undefined,
    '',
    'null',
    'https://chat.example.org.evil.example',
    'https://evil-chat.example.org',
    'https://chat.example.org:8443',
    'http://chat.example.org',
    'file:///chat.example.org',
  ];
  for (const origin of foreign) expect(isOwnOrigin(PUBLIC, origin, 'internal:8080')).toBe(false);
});
