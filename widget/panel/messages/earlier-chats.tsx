import type { RefObject } from 'preact';
import { useEffect, useLayoutEffect, useRef } from 'preact/hooks';
import type { PanelModel } from '../model.ts';

/** So near to the top, in pixels, the visitor wants to read on. */
const NEAR_TOP = 24;

interface EarlierProps {
  readonly model: PanelModel;
  readonly list: RefObject<HTMLDivElement | null>;
  /** Not all that is here is drawn. */
  readonly isCut: boolean;
  /** Grows with what is drawn. */
  readonly drawn: number;
  readonly onMore: () => void;
}

/** Leads to what was said before: by a button, or by scrolling up. What stands in sight stays where it is. */
export function EarlierChats({ model, list, isCut, drawn, onMore }: EarlierProps) {
  const { words, visitor } = model;
  const { left, read, isReading } = visitor.earlier;
  const isMore = left > 0 || isCut;
  usePlaceKept(list, read.length + drawn);

  useEffect(() => {
    const element = list.current;
    const onScroll = () => element && element.scrollTop < NEAR_TOP && onMore();
    if (!isMore) return undefined;
    element?.addEventListener('scroll', onScroll);
    return () => element?.removeEventListener('scroll', onScroll);
  }, [list, onMore, isMore]);

  if (!isMore) return null;
  return (
    <button
      type="button"
      class="link earlier"
      aria-busy={isReading}
      onClick={() => {
        // The button goes with the last one, and its focus would be lost.
        list.current?.focus();
        onMore();
      }}
    >
      {words.say('showEarlier')}
    </button>
  );
}

/** When `count` grows, something was put above what is in sight, which stays as far from the end as it was. */
function usePlaceKept(list: RefObject<HTMLDivElement | null>, count: number): void {
  const last = useRef(count);
  const fromEnd = useRef(0);
  const element = list.current;
  // Measured while it is drawn, when what is new is not there yet.
  if (count !== last.current && element) fromEnd.current = element.scrollHeight - element.scrollTop;
  useLayoutEffect(() => {
    if (last.current === count) return;
    last.current = count;
    list.current?.scrollTo({ top: list.current.scrollHeight - fromEnd.current });
  }, [count]);
}
