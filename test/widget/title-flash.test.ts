import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { currentPage } from '../../widget/page/index.ts';
import { createTitleFlash, type TitleFlash } from '../../widget/panel/attention/title-flash.ts';

let visibility: DocumentVisibilityState;
let flash: TitleFlash;

beforeEach(() => {
  vi.useFakeTimers();
  visibility = 'visible';
  vi.spyOn(document, 'visibilityState', 'get').mockImplementation(() => visibility);
  document.title = 'Shop';
  flash = createTitleFlash(document);
});
afterEach(() => {
  flash.destroy();
  vi.restoreAllMocks();
  vi.useRealTimers();
});

function turns(to: DocumentVisibilityState): void {
  visibility = to;
  document.dispatchEvent(new Event('visibilitychange'));
}

function say(unread: number): void {
  flash.set(unread, `${unread} new messages`);
}

describe("the page's title", () => {
  it('tells of unread messages while the page is hidden, and comes back', () => {
    say(2);
    expect(document.title).toBe('Shop');
    turns('hidden');
    expect(document.title).toBe('(2) Shop');
    vi.advanceTimersByTime(1_500);
    expect(document.title).toBe('2 new messages');
    say(3);
    vi.advanceTimersByTime(1_500);
    expect(document.title).toBe('(3) Shop');
    turns('visible');
    expect(document.title).toBe('Shop');
  });

  it('is told to operators as the page has it', () => {
    say(1);
    turns('hidden');
    expect(currentPage().title).toBe('Shop');
  });

  it('ends as the page set it last, whatever happens meanwhile', () => {
    const acts = fc.constantFrom('hidden', 'visible', 'wait', 'none', 'two', 'Cart', 'Shop', '');
    fc.assert(
      fc.property(fc.array(acts, { maxLength: 30 }), (done) => {
        let theirs = 'Shop';
        document.title = theirs;
        for (const act of done) {
          if (act === 'hidden' || act === 'visible') turns(act);
          else if (act === 'wait') vi.advanceTimersByTime(1_500);
          else if (act === 'none' || act === 'two') say(act === 'two' ? 2 : 0);
          else if (document.title !== act) {
            theirs = act;
            document.title = act;
          }
        }
        say(0);
        turns('visible');
        expect(document.title).toBe(theirs);
      }),
    );
  });
});
