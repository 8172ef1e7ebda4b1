import { LIMITS } from '../protocol/index.ts';

/** Who is typing: each mark fades by itself, and goes at once when that author has written. */
export interface TypingMarks<Author> {
  readonly now: readonly Author[];
  mark(key: string, author: Author): void;
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
    mark(key, author) {
      clearTimeout(marks.get(key)?.timer);
      marks.set(key, { author, timer: setTimeout(() => unmark(key), LIMITS.typingShownMs) });
      onChange();
    },
    unmark,
    clear() {
      for (const key of [...marks.keys()]) unmark(key);
    },
  };
}

/** Lets a call through at most once in LIMITS.typingEveryMs. */
export function createThrottle(now: () => number): () => boolean {
  let lastAt = Number.NEGATIVE_INFINITY;
  return () => {
    if (now() - lastAt < LIMITS.typingEveryMs) return false;
    lastAt = now();
    return true;
  };
}
