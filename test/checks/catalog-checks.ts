import { describe, expect, it } from 'vitest';

/** A text, or the forms of one that depends on a number. */
export type Sentence = string | Readonly<Partial<Record<Intl.LDMLPluralRule, string>>>;

/** All that somebody reads in one language. */
type Catalog = Readonly<Record<string, Sentence>>;

interface Checked {
  readonly language: string;
  readonly words: Catalog;
  /** What the language is held to. */
  readonly english: Catalog;
  /** What may be the same as in English. */
  readonly shared: RegExp;
}

const formsOf = (sentence: Sentence): string[] =>
  typeof sentence === 'string' ? [sentence] : Object.values(sentence);

/** The values that a sentence, in all its forms, asks for. */
function valuesIn(sentence: Sentence): string[] {
  return [...new Set(formsOf(sentence).flatMap((form) => form.match(/\{\w+\}/g) ?? []))].sort();
}

/** What holds for every catalog of a language, whoever reads it. */
export function describeCatalog({ language, words, english, shared }: Checked): void {
  describe(language, () => {
    const entries = Object.entries(words);
    const plurals = entries.flatMap(([key, sentence]) =>
      typeof sentence === 'string' ? [] : [[key, sentence] as const],
    );

    it('says what English says', () => {
      expect(Object.keys(words).sort()).toEqual(Object.keys(english).sort());
    });

    it('fills in what English fills in', () => {
      const valuesOf = (some: Catalog) =>
        entries.map(([key]) => `${key} ${valuesIn(some[key] ?? '').join(' ')}`);
      expect(valuesOf(words)).toEqual(valuesOf(english));
    });

    it('has the plural forms of its numbers, no more and no fewer', () => {
      const { pluralCategories } = new Intl.PluralRules(language).resolvedOptions();
      for (const [key, forms] of plurals) {
        expect([key, Object.keys(forms).sort()]).toEqual([key, [...pluralCategories].sort()]);
      }
    });

    it('has plural forms where English has them, and only where a number is named', () => {
      const has = new Set(plurals.map(([key]) => key));
      const needed = Object.keys(english).filter((key) => typeof english[key] !== 'string');
      expect(needed.filter((key) => !has.has(key))).toEqual([]);
      const counted = (key: string) => valuesIn(english[key] ?? '').includes('{count}');
      expect([...has].filter((key) => !counted(key))).toEqual([]);
    });

    it('names the number in every form that stands for more than one', () => {
      const rules = new Intl.PluralRules(language);
      for (const [key, forms] of plurals) {
        for (const [category, form] of Object.entries(forms)) {
          const numbers = Array.from({ length: 200 }, (_, n) => n).filter(
            (n) => rules.select(n) === category,
          );
          if (numbers.length > 1)
            expect([key, category, form]).toContainEqual(expect.stringContaining('{count}'));
        }
      }
    });

    it('leaves no English', () => {
      const left = entries.filter(
        ([key, sentence]) =>
          typeof sentence === 'string' &&
          sentence === english[key] &&
          /\p{L}/u.test(sentence.replaceAll(/\{\w+\}/g, '')) &&
          !shared.test(sentence),
      );
      expect(left).toEqual([]);
    });

    it('is typed cleanly: no double or outer spaces, no marks of direction, no three dots', () => {
      const unclean = entries.filter(([, sentence]) =>
        formsOf(sentence).some((form) =>
          /\s\s|^\s|\s$|\.\.\.|[\u200e\u200f\u202a-\u202e\u2066-\u2069]/.test(form),
        ),
      );
      expect(unclean).toEqual([]);
    });
  });
}
