import type { Way } from './subject.ts';

/** What a page notes down about itself. Times are in milliseconds since its navigation (`performance.now()`). */
export interface PageNotes {
  clickedAt: number;
  /** How long tasks took that were over 50 ms, of all frames in this process (W3C Long Tasks). */
  readonly longTasks: number[];
  /** Of all layout shifts, those after a click too (W3C Layout Instability). */
  layoutShift: number;
  /** From each key's stroke until what it wrote was painted. */
  readonly typing: number[];
  /** Resolves with the time at which what lies there is painted, in sight. */
  whenShown(way: Way): Promise<number>;
  find(way: Way): Element | undefined;
  /** Resolves once a frame has been painted. */
  painted(): Promise<void>;
}

declare global {
  interface Window {
    notes: PageNotes;
  }
}

/** Runs in every frame before its own scripts; stands alone, since its text is what the page gets. */
export function takeNotes(): void {
  const notes: PageNotes = {
    clickedAt: 0,
    longTasks: [],
    layoutShift: 0,
    typing: [],
    async whenShown(way) {
      // What is so as a frame begins is on the screen once that frame has been painted.
      do await new Promise(requestAnimationFrame);
      while (!isInSight(notes.find(way)));
      await nextTask();
      return performance.now();
    },
    find(way) {
      let found: Element | undefined;
      for (const selector of way) {
        const within: ParentNode | undefined = found ? (found.shadowRoot ?? found) : document;
        found = within.querySelector(selector) ?? undefined;
        if (!found) return undefined;
      }
      return found;
    },
    async painted() {
      await new Promise(requestAnimationFrame);
      await nextTask();
    },
  };
  window.notes = notes;

  /** In a callback of requestAnimationFrame, the first one after the frame's painting. */
  function nextTask(): Promise<unknown> {
    return new Promise((resolve) => {
      const { port1, port2 } = new MessageChannel();
      port1.onmessage = resolve;
      port2.postMessage(null);
    });
  }

  function isInSight(element: Element | undefined): boolean {
    if (!element?.checkVisibility({ opacityProperty: true, visibilityProperty: true }))
      return false;
    const { top, left, width, height } = element.getBoundingClientRect();
    const isWithin = top >= 0 && left >= 0 && top < innerHeight && left < innerWidth;
    return isWithin && width > 0 && height > 0;
  }

  new PerformanceObserver((list) => {
    for (const { duration } of list.getEntries()) notes.longTasks.push(duration);
  }).observe({ type: 'longtask', buffered: true });
  new PerformanceObserver((list) => {
    for (const entry of list.getEntries()) {
      if ('value' in entry) notes.layoutShift += Number(entry.value);
    }
  }).observe({ type: 'layout-shift', buffered: true });
  addEventListener('click', ({ timeStamp }) => (notes.clickedAt = timeStamp), { capture: true });
  addEventListener(
    'keydown',
    ({ timeStamp }) =>
      void notes.painted().then(() => notes.typing.push(performance.now() - timeStamp)),
    { capture: true },
  );
}
