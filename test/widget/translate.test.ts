import fc from 'fast-check';
import { describe, expect, it, onTestFinished, vi } from 'vitest';
import type { Language } from '../../protocol/index.ts';
import { words as english } from '../../widget/text/all-english.ts';
import { loadWords } from '../../widget/text/load-words.ts';
import { createTranslator, type OwnTexts } from '../../widget/text/translate.ts';

async function translatorFor(language: Language, tag: string = language, own: OwnTexts = {}) {
  return createTranslator((await loadWords(language)) ?? english, { language, tag }, own);
}

describe('the words of the widget', () => {
  it('chooses plurals and numbers by the language', async () => {
    const german = await translatorFor('de', 'de-DE');
    expect(german.say('unread', { count: 1 })).toBe('1 neue Nachricht');
    expect(german.say('unread', { count: 1_200 })).toBe('1.200 neue Nachrichten');
  });

  it('fills values in as text, whatever they hold', async () => {
    const translator = await translatorFor('en');
    fc.assert(
      fc.property(fc.string(), (name) => {
        expect(translator.say('joined', { name })).toBe(`${name} joined`);
      }),
      { seed: 17 },
    );
    expect(translator.say('joined', { name: '{name} $& $1' })).toBe('{name} $& $1 joined');
  });

  it('names today and yesterday as in mid-sentence, and dates otherwise', async () => {
    const translator = await translatorFor('en', 'en-GB');
    const now = new Date(2026, 5, 15, 0, 30).getTime();
    expect(translator.day(now, now)).toBe('today');
    expect(translator.day(now - 3_600_000, now)).toBe('yesterday');
    expect(translator.day(now - 3 * 86_400_000, now)).toContain('June');
  });

  it('writes times as the browser’s own region does where the page names none', async () => {
    const languages = vi.spyOn(navigator, 'languages', 'get').mockReturnValue(['de', 'en-GB']);
    onTestFinished(() => languages.mockRestore());
    const evening = new Date(2026, 5, 15, 21, 5).getTime();
    expect((await translatorFor('en')).time(evening)).toBe('21:05');
    expect((await translatorFor('en', 'en-US')).time(evening)).toMatch(/^9:05\sPM$/);
    expect((await translatorFor('fr')).local).toBe('fr');
    // Chromium names it so where the system's language is that of POSIX.
    languages.mockReturnValue(['en-US@posix', 'en-GB']);
    expect((await translatorFor('en')).time(evening)).toBe('21:05');
  });

  it('reads from right to left where the language does', async () => {
    const directionOf = async (language: Language) => (await translatorFor(language)).direction;
    expect(await Promise.all((['ar', 'he', 'fa', 'ur'] as const).map(directionOf))).toEqual(
      Array(4).fill('rtl'),
    );
    expect(await Promise.all((['en', 'de', 'ja'] as const).map(directionOf))).toEqual(
      Array(3).fill('ltr'),
    );
  });

  it('says what the site says in its own words, plurals too, and leaves the rest', async () => {
    const own = { title: 'Bäckerei', 'unread.other': 'Noch {count} Grüße', joined: '{name}!' };
    const german = await translatorFor('de', 'de', own);
    expect(german.say('title')).toBe('Bäckerei');
    expect(german.say('joined', { name: 'Ada' })).toBe('Ada!');
    expect(german.say('unread', { count: 2 })).toBe('Noch 2 Grüße');
    expect(german.say('unread', { count: 1 })).toBe('1 neue Nachricht');
    expect(german.say('send')).toBe('Senden');
  });

  it('leaves braces alone that name no value', async () => {
    const translator = await translatorFor('en', 'en', { welcome: 'Hi {there}' });
    expect(translator.say('welcome')).toBe('Hi {there}');
  });
});
