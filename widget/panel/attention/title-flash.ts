import { flashed } from '../../page/index.ts';

const FLASH_EVERY_MS = 1_500;

/** Lets the page's title tell of unread messages while nobody sees the page. */
export interface TitleFlash {
  /** `told` is the number in words. */
  set(unread: number, told: string): void;
  destroy(): void;
}

/** The page's title is the page's: what it sets meanwhile becomes the one that flashes, and stays in the end. */
export function createTitleFlash(page: Document): TitleFlash {
  let unread = 0;
  let told = '';
  let timer: ReturnType<typeof setInterval> | undefined;
  let isTold = false;

  function flash(): void {
    // The page has changed it since we did.
    if (page.title !== flashed.ours) flashed.theirs = page.title;
    isTold = !isTold;
    flashed.ours = isTold ? `(${unread}) ${flashed.theirs}` : told;
    page.title = flashed.ours;
    // A browser may trim what it is given.
    flashed.ours = page.title;
  }

  function restore(): void {
    clearInterval(timer);
    timer = undefined;
    if (page.title === flashed.ours) page.title = flashed.theirs;
    flashed.ours = null;
  }

  function look(): void {
    const isDue = unread > 0 && page.visibilityState === 'hidden';
    if (!isDue) {
      if (timer !== undefined) restore();
      return;
    }
    if (timer !== undefined) return;
    isTold = false;
    flash();
    // Who wants less motion reads the number, which stands still.
    const isStill = matchMedia('(prefers-reduced-motion: reduce)').matches;
    timer = setInterval(isStill ? keep : flash, FLASH_EVERY_MS);
  }

  function keep(): void {
    isTold = false;
    flash();
  }

  page.addEventListener('visibilitychange', look);
  return {
    set(count, words) {
      unread = count;
      told = words;
      look();
    },
    destroy() {
      page.removeEventListener('visibilitychange', look);
      restore();
    },
  };
}
