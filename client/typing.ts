import { LIMITS } from '../protocol/index.ts';

/** Who is typing: each mark fades by itself, and goes at once when that author has written. */
export interface TypingMarks<Author> {
  readonly now: readonly Author[];
  /** Fades after `shownMs`, by default LIMITS.typingShownMs. */
  mark(key: string, author: Author, shownMs?: number): void;
  unmark(key: string): void;
  clear(): void;
}

export function createTypingMarks<Author>(onChange: () => void): TypingMarks<Author> {
  const marks = new Map<string, { author: Author; timer: ReturnType<typeof setTimeout> }>();

  function unmark(key: string): void {
    clearTimeout(marks.get(key)?.timer);
    if (marks.delete(key)) onChange();
  }

  return {
    get now() {
      return [...marks.values()].map(({ author }) => author);
    },
    mark(key, author, shownMs = LIMITS.typingShownMs) {
      clearTimeout(marks.get(key)?.timer);
      marks.set(key, { author, timer: setTimeout(() => unmark(key), shownMs) });
      onChange();
    },
    unmark,
    clear() {
      for (const key of [...marks.keys()]) unmark(key);
    },
  };
}

/** Decides when "is typing" is worth saying. */
export interface TypingRate {
  /** True at most once in LIMITS.typingEveryMs. */
  take(): boolean;
  /** Something was sent: what is typed from now on is new, and said at once. */
  reset(): void;
}

export function createTypingRate(now: () => number): TypingRate {
  let lastAt = Number.NEGATIVE_INFINITY;
  return {
    take() {
      if (now() - lastAt < LIMITS.typingEveryMs) return false;
      lastAt = now();
      return true;
    },
    reset() {
      lastAt = Number.NEGATIVE_INFINITY;
    },
  };
}
