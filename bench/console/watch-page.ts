/** What the page itself notes down. Times are in milliseconds since the navigation (`performance.now()`). */
export interface PageWatch {
  /** When the last click was made. */
  clickedAt: number;
  /** How long frames took that were over `LONG_MS`, by the gap to the frame before. */
  longFrames: number[];
  /** How long tasks took that were over 50 ms, as the browser tells (W3C Long Tasks). */
  longTasks: number[];
  /** The longest gap between two frames. */
  longestFrame: number;
  /** From each key's stroke until what it wrote was painted. */
  typing: number[];
  /** Forgets what was noted. */
  begin(): void;
  /** Resolves once a screenful of the inbox's rows, or so many, are painted. */
  whenRowsShow(count: number): Promise<number>;
  /** Resolves once so many rows are in the inbox, painted as far as they are in sight. */
  whenRowsAre(count: number): Promise<number>;
  /** Resolves once this visitor's chat is open and the message that begins so is painted, in sight. */
  whenMessageShows(visitor: string, beginning: string): Promise<number>;
  /** Scrolls through all rows of the inbox, a part of its height in each frame. Resolves at the end with how many seconds it took. */
  scrollThrough(): Promise<number>;
}

declare global {
  interface Window {
    watch: PageWatch;
  }
}

/** Runs in the page before its own scripts; stands alone, since its text is what the page gets. */
export function watchPage(): void {
  const LONG_MS = 50;
  const PATIENCE_MS = 20_000;
  /** As fast as one can still see the rows go by. */
  const FRAMES_A_SCREEN = 10;
  let frameBefore = 0;
  let begunAt = 0;

  const watch: PageWatch = {
    clickedAt: 0,
    longFrames: [],
    longTasks: [],
    longestFrame: 0,
    typing: [],
    begin() {
      watch.longFrames = [];
      watch.longTasks = [];
      watch.longestFrame = 0;
      watch.typing = [];
      frameBefore = 0;
      begunAt = performance.now();
    },
    whenRowsShow: (count) => whenPainted(() => rowsReach(count)),
    whenRowsAre: (count) => whenPainted(() => rows().length >= count),
    whenMessageShows: (visitor, beginning) => whenPainted(() => shows(visitor, beginning)),
    scrollThrough,
  };
  window.watch = watch;

  const rows = () => document.querySelectorAll('.rows > li');

  function rowsReach(count: number): boolean {
    const list = document.querySelector('.rows')?.getBoundingClientRect();
    const shown = rows();
    const last = shown[shown.length - 1]?.getBoundingClientRect();
    if (!list || !last) return false;
    return shown.length >= count || last.bottom >= list.bottom;
  }

  function shows(visitor: string, beginning: string): boolean {
    if (document.querySelector('.chat h1')?.textContent !== visitor) return false;
    const bubbles = document.querySelectorAll('.log .bubble');
    const last = bubbles[bubbles.length - 1];
    if (!last?.textContent?.startsWith(beginning)) return false;
    const log = document.querySelector('.log')?.getBoundingClientRect();
    if (!log) return false;
    const place = last.getBoundingClientRect();
    return place.top < log.bottom && place.bottom <= log.bottom + 1;
  }

  /** What is so when a frame is begun is on the screen when the frame has been painted. */
  function whenPainted(isSo: () => boolean): Promise<number> {
    return new Promise((resolve, reject) => {
      const end = performance.now() + PATIENCE_MS;
      const look = () => {
        if (isSo()) afterPaint(() => resolve(performance.now()));
        else if (performance.now() < end) requestAnimationFrame(look);
        else reject(new Error(`not in time: ${isSo}; the page shows ${document.body.innerText}`));
      };
      requestAnimationFrame(look);
    });
  }

  function scrollThrough(): Promise<number> {
    const list = document.querySelector('.rows');
    if (!list) return Promise.reject(new Error('there is no list of chats'));
    const began = performance.now();
    return new Promise((resolve) => {
      const scroll = () => {
        list.scrollTop += list.clientHeight / FRAMES_A_SCREEN;
        const isAtEnd = list.scrollTop + list.clientHeight >= list.scrollHeight - 1;
        if (isAtEnd) resolve((performance.now() - began) / 1_000);
        else requestAnimationFrame(scroll);
      };
      requestAnimationFrame(scroll);
    });
  }

  /** In a callback of requestAnimationFrame, the next task is the first one after the frame's painting. */
  function afterPaint(act: () => void): void {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = act;
    port2.postMessage(null);
  }

  function everyFrame(at: number): void {
    const took = frameBefore === 0 ? 0 : at - frameBefore;
    frameBefore = at;
    watch.longestFrame = Math.max(watch.longestFrame, took);
    if (took > LONG_MS) watch.longFrames.push(took);
    requestAnimationFrame(everyFrame);
  }
  requestAnimationFrame(everyFrame);

  new PerformanceObserver((list) => {
    // The browser tells of a task some time after it.
    for (const { startTime, duration } of list.getEntries())
      if (startTime >= begunAt) watch.longTasks.push(duration);
  }).observe({ type: 'longtask' });

  addEventListener('click', ({ timeStamp }) => (watch.clickedAt = timeStamp), { capture: true });
  addEventListener(
    'keydown',
    ({ timeStamp }) =>
      requestAnimationFrame(() =>
        afterPaint(() => watch.typing.push(performance.now() - timeStamp)),
      ),
    { capture: true },
  );
}
