import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { snippetOf } from '../../../server/search/snippet.ts';
import { placesOf, wantedBy, wordsOf } from '../../../server/search/words.ts';

const SEED = 20_260_731;

/** The parts of a text that a search for `query` marks. */
function marked(text: string, query: string): string[] {
  const wanted = wantedBy(query);
  const characters = [...text];
  const places = wanted ? placesOf(text, wanted) : [];
  return places.map(({ start, length }) => characters.slice(start, start + length).join(''));
}

describe('words', () => {
  test.each([
    ['Hello, world!', ['hello', 'world']],
    ['teapot@example.org', ['teapot', 'example', 'org']],
    ['Café CAFE\u0301', ['cafe']],
    ['Straße STRASSE STRAẞE', ['strasse']],
    ['Σίσυφος ΣΙΣΥΦΟΣ', ['σισυφοσ']],
    ['ёлка', ['елка']],
    ['№ 4711, 50 %', ['4711', '50']],
    ['Foo™ 😀 — …', ['foo']],
    ['', []],
  ])('of %s are %s', (text, words) => {
    expect(wordsOf(text)).toEqual(words);
  });

  test('are pairs of characters in scripts without spaces, and the last character', () => {
    expect(wordsOf('会议纪要 ok')).toEqual(['会议', '议纪', '纪要', '要', 'ok']);
  });

  test(`are those by which a text is marked, letter by letter (seed ${SEED})`, () => {
    const letters = fc.constantFrom(...'aBz09 .-éßſKσς\u0301\u200d会あก½ﬁ𝐀');
    fc.assert(
      fc.property(fc.array(letters, { maxLength: 40 }), (parts) => {
        const text = parts.join('');
        const places = placesOf(text, { words: wordsOf(text), beginnings: [] });
        const found = places.flatMap(({ start, length }) => parts.slice(start, start + length));
        const isPlain = (letter: string): boolean => /^[a-z0-9]$/i.test(letter);
        expect(found.filter(isPlain)).toEqual(parts.filter(isPlain));
      }),
      { seed: SEED },
    );
  });

  test('are cut after 64 code points', () => {
    expect(wordsOf('a'.repeat(70))).toEqual(['a'.repeat(64)]);
  });
});

describe('what is wanted', () => {
  test('is every word, the last one as a beginning', () => {
    expect(wantedBy('Blue tea')).toEqual({ words: ['blue'], beginnings: ['tea'] });
  });

  test('is every pair in scripts without spaces, and one character as a beginning', () => {
    expect(wantedBy('会议纪')).toEqual({ words: ['会议', '议纪'], beginnings: [] });
    expect(wantedBy('会 ok')).toEqual({ words: [], beginnings: ['会', 'ok'] });
  });

  test.each(['', ' ', '!?', '"*"', '😀', '\u0301', '()'])('is nothing in %j', (query) => {
    expect(wantedBy(query)).toBeNull();
  });

  test(`is letters, marks and digits alone, whatever was typed (seed ${SEED})`, () => {
    const text = fc.string({ unit: 'binary', maxLength: 200 });
    fc.assert(
      fc.property(text, (query) => {
        const wanted = wantedBy(query);
        for (const word of [...(wanted?.words ?? []), ...(wanted?.beginnings ?? [])]) {
          expect(word).toMatch(/^[\p{L}\p{M}\p{N}]+$/u);
        }
      }),
      { seed: SEED },
    );
  });

  test(`is found in the text it was taken from, at places within it (seed ${SEED})`, () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 200 }), (text) => {
        const wanted = wantedBy(text);
        if (!wanted) return;
        const words = wordsOf(text);
        expect(words).toEqual(expect.arrayContaining([...wanted.words]));
        for (const beginning of wanted.beginnings) {
          expect(words.some((word) => word.startsWith(beginning))).toBe(true);
        }
        let end = 0;
        for (const { start, length } of placesOf(text, wanted)) {
          expect(start).toBeGreaterThanOrEqual(end);
          end = start + length;
        }
        expect(end).toBeGreaterThan(0);
        expect(end).toBeLessThanOrEqual([...text].length);
      }),
      { seed: SEED },
    );
  });
});

describe('places', () => {
  test.each([
    ['The blue Teapot is blue', 'blue tea', ['blue', 'Tea', 'blue']],
    ['un cafe\u0301 noir', 'café', ['cafe\u0301']],
    ['Straßenbahn', 'strasse', ['Straße']],
    ['😀 ok 😀 okay', 'ok', ['ok', 'ok']],
    ['明日の会議は十時', '会議', ['会議']],
    ['がんばって', 'か\u3099ん', ['がん']],
    ['nothing', 'else', []],
  ])('in %s of %s are %s', (text, query, places) => {
    expect(marked(text, query)).toEqual(places);
  });
});

describe('a snippet', () => {
  const long = `${'far away '.repeat(40)}needle${' and more'.repeat(40)}`;

  test('is the whole text where that is short, in one line', () => {
    const text = 'one\ntwo';
    expect(snippetOf(text, [{ start: 4, length: 3 }])).toEqual({
      text: 'one two',
      matches: [{ start: 4, length: 3 }],
    });
  });

  test('is about 160 code points around the first match, from the beginning of a word', () => {
    const { text, matches } = snippetOf(long, [{ start: 360, length: 6 }]);
    const [match] = matches;
    expect(text).toMatch(/^…(far|away) .*…$/);
    expect([...text].length).toBeLessThanOrEqual(162);
    expect(text.slice(match?.start).slice(0, match?.length)).toBe('needle');
  });

  test('leaves out matches beyond it', () => {
    const places = [0, 360, 700].map((start) => ({ start, length: 3 }));
    expect(snippetOf(long, places).matches).toEqual([{ start: 0, length: 3 }]);
  });
});
