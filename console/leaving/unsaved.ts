import { signal } from '@preact/signals';
import { useLayoutEffect, useRef, useState } from 'preact/hooks';
import { useUnloadQuestion } from '../ui/index.ts';

/** A form as far as it may be lost. */
interface Watched {
  isDue: boolean;
  /** It is there at this path and all beneath it; undefined: only where it was opened. */
  within: string | undefined;
  /** Drops what was written, where that outlives the form. */
  forget: () => void;
  readonly openedAt: string;
}

/** What waits for the answer, and the forms that it would lose. */
interface Asked {
  readonly act: () => void;
  readonly lost: readonly Watched[];
}

const watched = new Set<Watched>();

/** Whether one leaves without saving, as it is asked; null where nothing is. */
export const asked = signal<Asked | null>(null);

/** Whether something unsaved is lost by going to a path, or without one by whatever ends the screen. */
export function isLost(path?: string): boolean {
  return lostBy(path).length > 0;
}

function lostBy(path: string | undefined): Watched[] {
  return [...watched].filter((one) => one.isDue && !isAt(one, path));
}

function isAt({ within, openedAt }: Watched, path: string | undefined): boolean {
  if (within === undefined) return path === openedAt;
  return path === within || path?.startsWith(`${within}/`) === true;
}

/**
 * Does what goes to a path, or without one what ends the forms of this screen: at once, or after the question where one of them is not
 * saved. Gives back whether it was at once.
 */
export function leave(act: () => void, path?: string): boolean {
  const lost = lostBy(path);
  if (lost.length > 0) asked.value = { act, lost };
  else act();
  return lost.length === 0;
}

/** Answers the question. Whoever leaves is asked nothing more by what follows, and what they wrote is gone. */
export function answer(leaves: boolean): void {
  const question = asked.peek();
  asked.value = null;
  if (!question || !leaves) return;
  for (const one of question.lost) {
    one.isDue = false;
    one.forget();
  }
  question.act();
}

/** Once what it was about is saved or gone, the question is not asked any more. */
function withdraw(): void {
  const question = asked.peek();
  if (!question?.lost.some((one) => one.isDue && watched.has(one))) asked.value = null;
}

/** A form of which something may be unsaved. */
export interface Unsaved {
  /** Does what ends this form, at once or after the question. */
  readonly leave: (act: () => void) => void;
  /** It was saved just now, or is gone: what follows from it asks nothing. */
  readonly settle: () => void;
}

/**
 * While something is changed and not saved, every way to leave asks first: links, keys, commands, the back button, and the browser
 * before it closes the page. `within` is the path beneath which the form stays; default: only the one at which it was opened.
 * `forget` drops what was written once somebody leaves, where that would outlive the form; default: nothing does.
 */
export function useUnsaved(
  isChanged: boolean,
  within?: string,
  forget: () => void = () => undefined,
): Unsaved {
  const [openedAt] = useState(() => location.pathname);
  const own = useRef<Watched>({ isDue: false, within, forget, openedAt }).current;
  Object.assign(own, { isDue: isChanged, within, forget });
  useLayoutEffect(() => {
    watched.add(own);
    return () => {
      watched.delete(own);
      withdraw();
    };
  }, [own]);
  useLayoutEffect(withdraw, [isChanged]);
  useUnloadQuestion(isChanged);
  return {
    leave(act) {
      if (own.isDue) asked.value = { act, lost: [own] };
      else act();
    },
    settle() {
      own.isDue = false;
      withdraw();
    },
  };
}
