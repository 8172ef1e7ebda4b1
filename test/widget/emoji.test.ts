import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { findEmoji, moveInGrid } from '../../client/later.ts';
import { isEmojiAlone } from '../../widget/panel/messages/is-emoji-alone.ts';

describe('emoji alone in a message', () => {
  it.each(['😀', '❤️', '👍🏽', '👩‍❤️‍👩', '🏴󠁧󠁢󠁷󠁬󠁳󠁿', '🇩🇪', '1️⃣', '🎉 🎉 🎉', ' 🙏\n'])(
    'are shown large: %s',
    (said) => expect(isEmojiAlone(said)).toBe(true),
  );

  it.each(['', ' ', 'hi 😀', '😀😀😀😀', '12', '#1', '©', '->', '🎉'.repeat(500)])(
    'are not what this is: %j',
    (said) => expect(isEmojiAlone(said)).toBe(false),
  );
});

describe('the emoji to choose from', () => {
  it('are found by the beginning of every word that is searched', () => {
    expect(findEmoji('thum')).toEqual(['👍', '👎']);
    expect(findEmoji(' Thumbs  UP ')).toEqual(['👍']);
    expect(findEmoji('no such thing')).toEqual([]);
  });

  it('come in the order of what is left of the word that was begun, a whole word first', () => {
    expect(findEmoji('tea')).toEqual(['🍵', '😢', '😂']);
    expect(findEmoji('sun').slice(0, 2)).toEqual(['☀️', '⛅']);
  });

  it('are about two hundred, each once and each shown large when it is sent alone', () => {
    const all = findEmoji('');
    expect(all.length).toBeGreaterThan(200);
    expect(new Set(all).size).toBe(all.length);
    expect(all.filter((emoji) => !isEmojiAlone(emoji))).toEqual([]);
  });
});

describe('the keys in a grid', () => {
  const grids = fc.record({
    count: fc.integer({ min: 1, max: 60 }),
    columns: fc.integer({ min: 1, max: 9 }),
    direction: fc.constantFrom('ltr' as const, 'rtl' as const),
  });
  const keys = ['ArrowLeft', 'ArrowRight', 'ArrowUp', 'ArrowDown', 'Home', 'End'];

  it('never lead out of it', () => {
    fc.assert(
      fc.property(grids, fc.nat(), fc.array(fc.constantFrom(...keys)), (grid, start, pressed) => {
        let cell = start % grid.count;
        for (const key of pressed) cell = moveInGrid(grid, cell, key) ?? -1;
        expect(cell).toBeGreaterThanOrEqual(0);
        expect(cell).toBeLessThan(grid.count);
      }),
    );
  });

  it('lead back the way they came, and leave other keys alone', () => {
    const grid = { count: 30, columns: 8, direction: 'ltr' } as const;
    for (const [there, back] of [
      ['ArrowLeft', 'ArrowRight'],
      ['ArrowUp', 'ArrowDown'],
    ] as const) {
      expect(moveInGrid(grid, moveInGrid(grid, 12, there) ?? 0, back)).toBe(12);
    }
    expect(moveInGrid({ ...grid, direction: 'rtl' }, 12, 'ArrowLeft')).toBe(13);
    expect(moveInGrid(grid, 12, 'a')).toBeUndefined();
  });
});
