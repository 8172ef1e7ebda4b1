import { signal } from '@preact/signals';
import { useLayoutEffect, useRef, useState } from 'preact/hooks';
import { useUnloadQuestion } from '../ui/index.ts';

/** A form as far as it may be lost. */
interface Watched {
  isDue: boolean;
  /** It is there at this path and all beneath it; undefined: only where it was opened. */
  within: string | undefined;
  readonly openedAt: string;
}

const watched = new Set<Watched>();

/** What waits for the answer whether one leaves without saving; null where nothing is asked. */
export const asked = signal<(() => void) | null>(null);

/** Whether something unsaved is lost by going to a path, or without one by whatever ends the screen. */
export function isLost(path?: string): boolean {
  return [...watched].some((one) => one.isDue && !isAt(one, path));
}

function isAt({ within, openedAt }: Watched, path: string | undefined): boolean {
  if (within === undefined) return path === openedAt;
  return path === within || path?.startsWith(`${within}/`) === true;
}

/** Asks whether one leaves without saving, and does it where that is the answer. */
export function ask(act: () => void): void {
  asked.value = act;
}

/** Does what ends the forms of this screen, at once or after the question where one of them is not saved. */
export function leave(act: () => void): void {
  if (isLost()) ask(act);
  else act();
}

/** A form of which something may be unsaved. */
export interface Unsaved {
  /** Does what ends this form, at once or after the question. */
  readonly leave: (act: () => void) => void;
  /** It was saved just now: what follows from it asks nothing. */
  readonly settle: () => void;
}

/**
 * While something is changed and not saved, every way to leave asks first: links, keys, commands, the back button, and the browser
 * before it closes the page. `within` is the path beneath which the form stays; default: only the one at which it was opened.
 */
export function useUnsaved(isChanged: boolean, within?: string): Unsaved {
  const [openedAt] = useState(() => location.pathname);
  const own = useRef<Watched>({ isDue: false, within: undefined, openedAt }).current;
  Object.assign(own, { isDue: isChanged, within });
  useLayoutEffect(() => {
    watched.add(own);
    return () => void watched.delete(own);
  }, [own]);
  useUnloadQuestion(isChanged);
  return {
    leave: (act) => (own.isDue ? ask(act) : act()),
    settle() {
      own.isDue = false;
    },
  };
}
