import type { RefObject } from 'preact';
import { useLayoutEffect, useRef } from 'preact/hooks';

/** Where the focus goes once a list is drawn anew. */
export interface NextFocus<List extends HTMLElement> {
  readonly list: RefObject<List | null>;
  /** Selectors within the list; the first that finds something gets the focus. */
  readonly focusNext: (...wanted: readonly string[]) => void;
}

/** Keeps the focus where one works while entries move, come and go. `drawn` is what the list is drawn of. */
export function useNextFocus<List extends HTMLElement>(drawn: unknown): NextFocus<List> {
  const list = useRef<List>(null);
  const next = useRef<readonly string[]>([]);
  useLayoutEffect(() => {
    const found = next.current.map((one) => list.current?.querySelector<HTMLElement>(one));
    found.find((one) => one)?.focus();
    next.current = [];
  }, [drawn]);
  return {
    list,
    focusNext(...wanted) {
      next.current = wanted;
    },
  };
}
