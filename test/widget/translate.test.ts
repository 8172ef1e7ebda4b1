import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  chooseLocale,
  createTranslator,
  type Language,
  loadWords,
  type Words,
} from '../../widget/text/index.ts';

const LANGUAGES: readonly Language[] = ['en', 'de'];
const keysOf = (words: Words) => Object.keys(words) as (keyof Words)[];

/** The `{names}` that a sentence, in all its plural forms, asks for. */
function placeholdersOf(sentence: Words[keyof Words]): string[] {
  const forms = typeof sentence === 'string' ? [sentence] : Object.values(sentence);
  return [...new Set(forms.flatMap((form) => form.match(/\{\w+\}/g) ?? []))].sort();
}

describe('the words of the widget', () => {
  it.each(LANGUAGES)(
    'says everything in %s that English says, with the same values',
    async (language) => {
      const [words, english] = [await loadWords(language), await loadWords('en')];
      expect(keysOf(words).sort()).toEqual(keysOf(english).sort());
      for (const key of keysOf(english)) {
        expect([key, placeholdersOf(words[key])]).toEqual([key, placeholdersOf(english[key])]);
      }
    },
  );

  it('chooses plurals and numbers by the language', async () => {
    const german = createTranslator(await loadWords('de'), chooseLocale(['de-DE']));
    expect(german.say('unread', { count: 1 })).toBe('1 neue Nachricht');
    expect(german.say('unread', { count: 1_200 })).toBe('1.200 neue Nachrichten');
  });

  it('fills values in as text, whatever they hold', async () => {
    const english = createTranslator(await loadWords('en'), chooseLocale(['en']));
    fc.assert(
      fc.property(fc.string(), (name) => {
        expect(english.say('joined', { name })).toBe(`${name} joined`);
      }),
      { seed: 17 },
    );
    expect(english.say('joined', { name: '{name} $& $1' })).toBe('{name} $& $1 joined');
  });

  it('names today and yesterday, and dates otherwise', async () => {
    const english = createTranslator(await loadWords('en'), chooseLocale(['en-GB']));
    const now = new Date(2026, 5, 15, 0, 30).getTime();
    expect(english.day(now, now)).toBe('Today');
    expect(english.day(now - 3_600_000, now)).toBe('Yesterday');
    expect(english.day(now - 3 * 86_400_000, now)).toContain('June');
  });

  it('reads from right to left where the language does', async () => {
    const words = await loadWords('en');
    const directionOf = (tag: string) =>
      createTranslator(words, { ...chooseLocale(['en']), tag }).direction;
    expect(['ar', 'he-IL', 'fa', 'en', 'de-AT', 'arn'].map(directionOf)).toEqual([
      'rtl',
      'rtl',
      'rtl',
      'ltr',
      'ltr',
      'ltr',
    ]);
  });
});

describe('the choice of a language', () => {
  it('takes the first tag it has words for, and keeps its region', () => {
    expect(chooseLocale(['auto', '', 'fr-CH', 'de-AT', 'en'])).toMatchObject({
      language: 'de',
      tag: 'de-AT',
    });
  });

  it('falls back to English', () => {
    expect(chooseLocale(['tlh', 'constructor'])).toMatchObject({ language: 'en', tag: 'en' });
  });
});
