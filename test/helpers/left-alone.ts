import type { CDPSession, Page } from 'playwright-core';

/** What a page holds, counted by the browser after garbage was collected. */
export interface Holdings {
  readonly nodes: number;
  readonly listeners: number;
  readonly heapBytes: number;
}

/** Counts what the page holds now. */
export async function holdingsOf(cdp: CDPSession): Promise<Holdings> {
  await cdp.send('HeapProfiler.collectGarbage');
  const { metrics } = await cdp.send('Performance.getMetrics');
  const measured = (name: string) => metrics.find((metric) => metric.name === name)?.value ?? 0;
  return {
    nodes: measured('Nodes'),
    listeners: measured('JSEventListeners'),
    heapBytes: measured('JSHeapUsedSize'),
  };
}

/** Before any script of the page runs: keeps every error that would reach its handlers in `window.reached`. */
export async function keepErrors(page: Page): Promise<void> {
  await page.addInitScript(() => {
    const reached: string[] = [];
    Reflect.set(window, 'reached', reached);
    addEventListener('error', ({ message }) => reached.push(message));
    addEventListener('unhandledrejection', ({ reason }) => reached.push(String(reason)));
  });
}

/** What reached the page's error handlers. */
export async function errorsReaching(page: Page): Promise<string[]> {
  return page.evaluate(() => Reflect.get(window, 'reached') as string[]); // as `keepErrors` made it
}

/**
 * Before any script of the page runs: keeps in `window.shifts` each layout shift that counts (Layout Instability: none within
 * half a second of the visitor's own act) or that moved anything outside of shadow roots.
 */
export async function keepShifts(page: Page): Promise<void> {
  await page.addInitScript(() => {
    const shifts: object[] = [];
    Reflect.set(window, 'shifts', shifts);
    new PerformanceObserver((list) => {
      for (const entry of list.getEntries()) {
        const sources: { node: Node | null }[] = Reflect.get(entry, 'sources');
        // The browser does not name what is inside a shadow root.
        const isOfPage = sources.some(({ node }) => node !== null);
        if (isOfPage || !Reflect.get(entry, 'hadRecentInput')) shifts.push(entry);
      }
    }).observe({ type: 'layout-shift', buffered: true });
  });
}

/** Before any script of the page runs: counts the timers that are still to ring in `window.timers`. */
export async function countTimers(page: Page): Promise<void> {
  await page.addInitScript(() => {
    const live = new Set<unknown>();
    Reflect.set(window, 'timers', live);
    const { setTimeout: later, clearTimeout: notLater } = window;
    const { setInterval: often, clearInterval: notOften } = window;
    Object.assign(window, {
      setTimeout(act: () => void, ms?: number) {
        const timer = later(() => {
          live.delete(timer);
          act();
        }, ms);
        live.add(timer);
        return timer;
      },
      clearTimeout(timer: number) {
        live.delete(timer);
        notLater(timer);
      },
      setInterval(act: () => void, ms?: number) {
        const timer = often(act, ms);
        live.add(timer);
        return timer;
      },
      clearInterval(timer: number) {
        live.delete(timer);
        notOften(timer);
      },
    });
  });
}
