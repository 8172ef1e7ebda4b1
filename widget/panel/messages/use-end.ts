import type { RefObject } from 'preact';
import { useEffect, useLayoutEffect, useRef, useState } from 'preact/hooks';
import type { PanelModel } from '../model.ts';
import { unreadOf } from '../visitor-status.ts';

/** Nearer to the end than this, in pixels, the list follows new messages. */
const NEAR_END = 80;

/** Where the visitor is in the list: at its end, or further up with so much news below. */
export interface End {
  readonly isAtEnd: boolean;
  /** Operators' messages that came since the visitor left the end. */
  readonly news: number;
  readonly toEnd: () => void;
}

/**
 * Keeps the list at its end unless the visitor scrolled up; where they left off with more unread than fits, it begins there.
 * What the visitor wrote themselves is always shown.
 */
export function useEnd(list: RefObject<HTMLDivElement | null>, model: PanelModel): End {
  const { visitor, isOpen, leftOff } = model;
  const [isAtEnd, setAtEnd] = useState(true);
  /** Up to where the list was seen at its end. */
  const seenAtEnd = useRef(0);
  /** How large list and content were when it was scrolled to its end last. */
  const fitted = useRef('');
  const toEnd = () => {
    const element = list.current;
    element?.scrollTo({ top: element.scrollHeight });
    fitted.current = sizeOf(element);
  };
  if (isAtEnd) seenAtEnd.current = visitor.view.last;

  useEffect(() => {
    const element = list.current;
    const onScroll = () => element && setAtEnd(distanceToEnd(element) < NEAR_END);
    element?.addEventListener('scroll', onScroll);
    return () => element?.removeEventListener('scroll', onScroll);
  }, [list]);

  useLayoutEffect(() => {
    if (isAtEnd) toEnd();
  }, [visitor, isOpen, isAtEnd]);
  useLayoutEffect(() => void toEnd(), [visitor.pending.length]);
  useLayoutEffect(() => {
    if (!isOpen || leftOff === null || !showFirstNew(list.current)) return;
    seenAtEnd.current = leftOff;
    setAtEnd(false);
  }, [isOpen, leftOff]);
  // A notice or the keyboard took room, or what is in the list grew, as a file does once it can be drawn: the end stays in sight.
  useEffect(() => {
    const element = list.current;
    if (!isAtEnd || !element) return undefined;
    const observer = new ResizeObserver(() => {
      // It calls once for being begun: the visitor may have scrolled up since.
      if (sizeOf(element) !== fitted.current) toEnd();
    });
    for (const one of [element, ...element.children]) observer.observe(one);
    return () => observer.disconnect();
  }, [isAtEnd, visitor]);

  return { isAtEnd, news: isAtEnd ? 0 : newsAfter(visitor, seenAtEnd.current), toEnd };
}

/** Scrolls to where the visitor left off; false where all that is new is in sight at the end. */
function showFirstNew(list: HTMLDivElement | null): boolean {
  const line = list?.querySelector<HTMLElement>('.new');
  if (!list || !line) return false;
  const above = line.offsetTop - list.offsetTop;
  if (list.scrollHeight - above <= list.clientHeight) return false;
  list.scrollTo({ top: above });
  return true;
}

function distanceToEnd({ scrollHeight, scrollTop, clientHeight }: HTMLElement): number {
  return scrollHeight - scrollTop - clientHeight;
}

function sizeOf(list: HTMLElement | null): string {
  return `${list?.clientWidth} ${list?.clientHeight} ${list?.scrollHeight}`;
}

function newsAfter(visitor: PanelModel['visitor'], seq: number): number {
  return unreadOf({ ...visitor, seen: { ...visitor.seen, visitor: seq } }).length;
}
