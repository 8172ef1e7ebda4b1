import { useEffect } from 'preact/hooks';

/** What is drawn on its way into sight may turn out higher or lower than it was taken for: so many frames are looked after. */
const MOST_FRAMES = 30;
/** And so many without a change mean that it stands. */
const STILL_FRAMES = 3;

/**
 * Brings a message into the middle of the log, once all before it is there, and moves the focus to it. Whoever scrolls meanwhile has
 * their way.
 */
export function useGoTo(
  list: { current: HTMLDivElement | null },
  seq: number | null,
  isThere: boolean,
): void {
  useEffect(() => {
    const log = list.current;
    if (seq === null || !isThere || !log) return undefined;
    let frame = 0;
    let left = MOST_FRAMES;
    let still = 0;
    const stop = () => cancelAnimationFrame(frame);
    const look = () => {
      const item = log.querySelector<HTMLElement>(`[data-seq="${seq}"]`);
      if (left === MOST_FRAMES) item?.focus({ preventScroll: true });
      left -= 1;
      const before = item?.getBoundingClientRect().top;
      item?.scrollIntoView({ block: 'center' });
      still = item?.getBoundingClientRect().top === before ? still + 1 : 0;
      if (left > 0 && still < STILL_FRAMES) frame = requestAnimationFrame(look);
    };
    frame = requestAnimationFrame(look);
    for (const kind of ['wheel', 'touchmove', 'pointerdown'])
      log.addEventListener(kind, stop, { once: true, passive: true });
    return stop;
  }, [list, seq, isThere]);
}
