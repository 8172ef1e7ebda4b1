import { useLayoutEffect, useRef } from 'preact/hooks';
import { replaceSlash, type Slash } from './slash.ts';

/** Where an operator writes. */
interface Writing {
  readonly input: { readonly current: HTMLTextAreaElement | null };
  readonly text: string;
  readonly change: (text: string) => void;
}

/** Puts text into the composer and the caret behind it. */
export function useWriter({ input, text, change }: Writing) {
  const latest = useRef({ text, change });
  latest.current = { text, change };
  const caret = useRef<number | null>(null);
  useLayoutEffect(() => {
    if (caret.current === null) return;
    input.current?.setSelectionRange(caret.current, caret.current);
    caret.current = null;
  });
  return {
    /** In the place of a stroke; without one where one writes, after a space where a word stands before it. Gives back where it ends. */
    put(added: string, at?: Pick<Slash, 'from' | 'to'>): number {
      const { text: before, change: write } = latest.current;
      const end = input.current?.selectionEnd ?? before.length;
      const needsSpace = !at && added !== '' && /\S$/.test(before.slice(0, end));
      const place = at ?? { from: end, to: end };
      const next = replaceSlash(before, place, needsSpace ? ` ${added}` : added);
      caret.current = next.caret;
      write(next.text);
      input.current?.focus();
      return next.caret;
    },
  };
}
