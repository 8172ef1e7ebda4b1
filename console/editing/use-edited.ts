import { useLayoutEffect, useRef, useState } from 'preact/hooks';
import { leave } from '../leaving/index.ts';

/** Which entry of a list is open to be edited. */
export interface Edited {
  /** Its id, or `new`; empty where none is. */
  readonly id: string;
  /** After the question where another one is open and not saved. */
  readonly open: (id: string) => void;
  readonly close: () => void;
}

/**
 * Keeps the focus where one works: opening goes to the first field of the form that has `data-editing`, closing back to the button
 * that has the entry's id as `data-edit`, or where the entry is gone to that of `new`.
 */
export function useEdited(): Edited {
  const [id, setId] = useState('');
  const before = useRef('');
  useLayoutEffect(() => {
    const wanted = id ? ['[data-editing] input'] : [`[data-edit="${before.current}"]`, NEW];
    if (id || before.current) focusFirst(wanted);
    before.current = id;
  }, [id]);
  return { id, open: (next) => leave(() => setId(next)), close: () => setId('') };
}

const NEW = '[data-edit="new"]';

function focusFirst(selectors: readonly string[]): void {
  const found = selectors.map((one) => document.querySelector<HTMLElement>(one));
  found.find((one) => one !== null)?.focus();
}
