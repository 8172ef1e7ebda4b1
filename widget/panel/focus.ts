import type { RefObject } from 'preact';
import { useEffect } from 'preact/hooks';

/** Unless nobody asked for the panel yet. With a mouse, into the first field; with a finger onto the element, since a field would raise the keyboard over it. */
export function focusInto(element: HTMLElement | null): void {
  if (element?.closest('.unasked')) return;
  const hasFinger = matchMedia('(pointer: coarse)').matches;
  const field = hasFinger ? null : element?.querySelector<HTMLElement>('textarea, input');
  (field ?? element)?.focus();
}

/** A part that takes the place of the one that had the focus takes the focus over; else the keyboard would be lost. */
export function useFocusOfPredecessor(part: RefObject<HTMLElement | null>): void {
  useEffect(() => {
    const root = part.current?.getRootNode();
    const isLost = root instanceof ShadowRoot && root.activeElement === null;
    // The page keeps its own focus: only what was lost comes here.
    if (isLost && document.activeElement === document.body) focusInto(part.current);
  }, [part]);
}
