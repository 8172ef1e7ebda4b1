import { beforeEach, describe, expect, test } from 'vitest';
import { isNoteDraft, keepDraft, readDraft } from '../../console/chat/drafts.ts';
import { readDomains } from '../../console/sites/sections/read-domains.ts';
import {
  refusalWords,
  setApart,
  setLanguage,
  t,
  timeAgo,
  withoutTurns,
} from '../../console/text/index.ts';
import { localeFor } from '../../console/text/known-languages.ts';
import type { ChatId } from '../../protocol/index.ts';

const MINUTE_MS = 60_000;

beforeEach(async () => {
  localStorage.clear();
  await setLanguage('en');
});

test('says how long ago something was, in the language chosen', async () => {
  expect(timeAgo(0, 20_000)).toBe('now');
  expect(timeAgo(0, 3 * MINUTE_MS)).toMatch(/^3.*ago$/);
  expect(timeAgo(0, 26 * 60 * MINUTE_MS)).toBe('yesterday');
  await setLanguage('de');
  expect(timeAgo(0, 3 * MINUTE_MS)).toMatch(/vor 3/);
});

test('fills values into words', () => {
  expect(t('chatsOf', { chats: 2, count: 6 })).toBe('2 of 6 chats');
  expect(t('chatsOf', { chats: 0, count: 1 })).toBe('0 of 1 chat');
});

test('chooses the plural by the number, and writes numbers as the language does', async () => {
  expect(t('chatsFound', { count: 1 })).toBe('1 chat');
  expect(t('chatsFound', { count: 1_200 })).toBe('1,200 chats');
  await setLanguage('de');
  expect(t('chatsFound', { count: 1_200 })).toBe('1.200 Chats');
  await setLanguage('ar');
  const said = [1, 2, 3, 11].map((count) => t('chatsFound', { count }));
  expect(said).toEqual(['محادثة واحدة', 'محادثتان', '3 محادثات', '11 محادثة']);
});

test('sets names apart in a sentence from right to left', async () => {
  await setLanguage('ar');
  expect(document.documentElement.dir).toBe('rtl');
  expect(t('step-joined', { name: 'Ada' })).toBe('انضم \u2068Ada\u2069');
  expect(t('domainsHelp')).toContain('\u2066*.example.org\u2069');
  expect(t('place-html-1')).toContain('\u2066</body>\u2069');
});

test('sets a name from right to left apart in a sentence from left to right, and no other', () => {
  expect(t('step-assigned', { name: 'مرحبا' })).toBe('Offered to \u2068مرحبا\u2069');
  expect(t('step-assigned', { name: 'Bob' })).toBe('Offered to Bob');
  expect(setApart('\u202eevil')).toBe('evil');
});

test('shows a stranger’s text without signs that turn what stands beside it', () => {
  expect(withoutTurns('\u202egnp.exe')).toBe('gnp.exe');
  expect(withoutTurns('an \u2069end too many')).toBe('an end too many');
  expect(withoutTurns('\u2067a \u2068beginning')).toBe('\u2067a \u2068beginning\u2069\u2069');
  // What sets one thing apart within another stays as it is, and so do marks of one letter.
  const fine = 'مرحبا \u2066a.b\u2069 \u200f!';
  expect(withoutTurns(fine)).toBe(fine);
});

test('writes times as the browser’s own region does where it speaks the language', () => {
  expect(localeFor('en', ['de-AT', 'en-GB', 'en'])).toBe('en-GB');
  expect(localeFor('de', ['en-GB', 'en'])).toBe('de');
  expect(localeFor('pt-BR', ['pt-PT'])).toBe('pt-PT');
  expect(localeFor('en', ['en-US@posix'])).toBe('en');
});

describe('a refusal', () => {
  const said = { reason: 'The relay said so.' };

  test('is told in the language of the console, with what it names', async () => {
    await setLanguage('de');
    const full = (limit: number) =>
      refusalWords({ ...said, code: 'target_full', values: { name: 'Bob', count: limit, limit } });
    expect(full(6)).toMatch(/^Bob hat schon 6 Chats, und 6 ist die Grenze/);
    expect(full(1)).toMatch(/^Bob hat schon 1 Chat, und 1 ist die Grenze/);
    expect(refusalWords({ ...said, code: 'chat_closed' })).toMatch(/Öffnen Sie ihn zuerst wieder/);
  });

  test('names the field, its place and the limit', () => {
    const tooLong = { fault: 'too_long', limit: 253 };
    expect(refusalWords({ ...said, code: 'invalid', field: 'domains.2', values: tooLong })).toBe(
      'Allowed domains 3: at most 253 characters.',
    );
  });

  test('names the field as the screen does', () => {
    const values = { fault: 'too_long', limit: 100 };
    const said = { reason: '', code: 'invalid', field: 'name', values };
    expect(refusalWords(said)).toBe('Name: at most 100 characters.');
    expect(refusalWords({ ...said, label: 'siteName' })).toBe(
      'Name of the site: at most 100 characters.',
    );
  });

  test('names a text of the widget, and the value that it is not given', async () => {
    await setLanguage('de');
    const field = 'settings.texts.de.unread.one';
    const values = { fault: 'no_value', value: '{nom}' };
    expect(refusalWords({ ...said, code: 'invalid', field, values })).toBe(
      `${t('text-unread')}: Dieser Text hat keinen Wert {nom}.`,
    );
  });

  test('is told in the relay’s words where the console has none, or does not know what they name', async () => {
    await setLanguage('de');
    expect(refusalWords({ ...said, code: 'of_a_later_version' })).toBe('The relay said so.');
    expect(refusalWords({ ...said, code: 'addon_refused' })).toBe('The relay said so.');
    expect(refusalWords({ ...said, code: 'invalid', field: 'name' })).toBe('The relay said so.');
    expect(refusalWords({ ...said, code: 'target_full' })).toBe('The relay said so.');
  });
});

test('keeps a draft until it is sent', () => {
  const chat = 'c' as ChatId;
  keepDraft(chat, 'Dear visitor');
  expect(readDraft(chat)).toBe('Dear visitor');
  keepDraft(chat, '');
  expect(readDraft(chat)).toBe('');
  expect(localStorage.length).toBe(1); // the language alone
});

test('keeps a note a note, until it is sent or chosen to be a message', () => {
  const chat = 'c' as ChatId;
  keepDraft(chat, 'Rude', true);
  keepDraft(chat, 'Rude customer');
  expect(isNoteDraft(chat)).toBe(true);
  keepDraft(chat, '');
  expect(isNoteDraft(chat)).toBe(false);
  keepDraft(chat, 'Rude', true);
  keepDraft(chat, 'Rude', false);
  expect(isNoteDraft(chat)).toBe(false);
});

test('reads domains one a line or between commas', () => {
  const text = 'example.org\n *.example.org, example.net\n\n';
  expect(readDomains(text)).toEqual(['example.org', '*.example.org', 'example.net']);
});
