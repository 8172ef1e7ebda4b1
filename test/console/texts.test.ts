import { beforeEach, expect, test } from 'vitest';
import { keepDraft, readDraft } from '../../console/chat/drafts.ts';
import { readSiteInput } from '../../console/sites/read-site-input.ts';
import { setLanguage, t, timeAgo } from '../../console/text/index.ts';
import type { ChatId } from '../../protocol/index.ts';

const MINUTE_MS = 60_000;

beforeEach(() => {
  localStorage.clear();
  setLanguage('en');
});

test('says how long ago something was, in the language chosen', () => {
  expect(timeAgo(0, 20_000)).toBe('now');
  expect(timeAgo(0, 3 * MINUTE_MS)).toMatch(/^3.*ago$/);
  expect(timeAgo(0, 26 * 60 * MINUTE_MS)).toBe('yesterday');
  setLanguage('de');
  expect(timeAgo(0, 3 * MINUTE_MS)).toMatch(/vor 3/);
});

test('fills values into words', () => {
  expect(t('chatsOf', { chats: 2, limit: 6 })).toBe('2 of 6 chats');
});

test('keeps a draft until it is sent', () => {
  const chat = 'c' as ChatId;
  keepDraft(chat, 'Dear visitor');
  expect(readDraft(chat)).toBe('Dear visitor');
  keepDraft(chat, '');
  expect(readDraft(chat)).toBe('');
  expect(localStorage.length).toBe(1); // the language alone
});

test('reads domains one a line or between commas', () => {
  const form = new FormData();
  form.set('name', ' Shop ');
  form.set('domains', 'example.org\n *.example.org, example.net\n\n');
  form.set('consent', 'nonsense');
  expect(readSiteInput(form)).toMatchObject({
    name: 'Shop',
    domains: ['example.org', '*.example.org', 'example.net'],
    settings: { consent: 'strict', language: 'auto' },
  });
});
