import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { countCodePoints, LIMITS, quotationOf, splitQuotes } from '../../protocol/index.ts';

const text = fc.string({
  unit: fc.constantFrom('a', ' ', '\n', '>', '> ', '😀', 'ß'),
  maxLength: 400,
});
const ownText = text.filter((said) => !/^>( |$)/m.test(said) && said.trim() !== '');

describe('quotations in a message', () => {
  it('are lines that begin with "> ", set apart from what their author says', () => {
    expect(splitQuotes('> Is it in stock?\n> In blue?\n\nYes, both.\n> And red?\nNo.')).toEqual([
      { isQuote: true, text: 'Is it in stock?\nIn blue?' },
      { isQuote: false, text: 'Yes, both.' },
      { isQuote: true, text: 'And red?' },
      { isQuote: false, text: 'No.' },
    ]);
  });

  it('leave a text as it is that quotes nothing', () => {
    fc.assert(
      fc.property(ownText, (said) => {
        expect(splitQuotes(said)).toEqual([{ isQuote: false, text: said }]);
      }),
    );
  });

  it('lose no word of any text', () => {
    const wordsOf = (said: string) => said.replace(/^> ?/gm, '').replace(/\s/g, '');
    fc.assert(
      fc.property(text, (said) => {
        const shown = splitQuotes(said).map((passage) => passage.text);
        expect(shown.join('\n').replace(/\s/g, '').replaceAll('>', '')).toBe(
          wordsOf(said).replaceAll('>', ''),
        );
      }),
    );
  });

  it('are made of a message so that the answer stands after them', () => {
    fc.assert(
      fc.property(ownText, (said) => {
        const passages = splitQuotes(`${quotationOf(said)}My answer`);
        expect(passages.at(-1)).toEqual({ isQuote: false, text: 'My answer' });
        expect(passages.slice(0, -1).every(({ isQuote }) => isQuote)).toBe(true);
        const quoted = passages[0]?.text ?? '';
        expect(countCodePoints(quoted)).toBeLessThanOrEqual(LIMITS.quoteCodePoints);
        expect(said.trim().startsWith(quoted.replace(/…$/, ''))).toBe(true);
      }),
    );
  });

  it('quote what somebody said, not what they quoted', () => {
    expect(quotationOf('> In blue?\n\nYes.')).toBe('> Yes.\n\n');
  });
});
