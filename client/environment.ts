/** What the client takes from its surroundings; tests and programs outside a browser hand in their own. */
export interface Environment {
  readonly WebSocket: typeof WebSocket;
  readonly fetch: typeof fetch;
  readonly now: () => number;
  /** Between 0 and 1. */
  readonly random: () => number;
  /** Calls back when the line is worth probing: online again, visible again, or back from the back-forward cache. */
  readonly onWake: (listener: () => void) => () => void;
  /** Calls back when the page goes away, perhaps for good: the last moment to say something. */
  readonly onLeave: (listener: () => void) => () => void;
  /** While true, the browser asks before it leaves the page. */
  readonly holdPage: (isHeld: boolean) => void;
}

/** The browser's own. */
export function browserEnvironment(): Environment {
  return {
    WebSocket: globalThis.WebSocket,
    fetch: (...request) => fetch(...request),
    now: Date.now,
    random: Math.random,
    onWake,
    onLeave: (listener) => listen('pagehide', listener),
    holdPage(isHeld) {
      // Only while something would be lost: such a listener keeps Firefox's pages out of its back-forward cache.
      if (isHeld) addEventListener('beforeunload', ask);
      else removeEventListener('beforeunload', ask);
    },
  };
}

function onWake(listener: () => void): () => void {
  if (typeof document === 'undefined') return () => undefined;
  const onVisible = () => {
    if (document.visibilityState === 'visible') listener();
  };
  const onPageShow = (event: Event) => {
    if ('persisted' in event && event.persisted) listener();
  };
  const stops = [
    listen('online', listener),
    listen('pageshow', onPageShow),
    // The document's; it bubbles up to the window.
    listen('visibilitychange', onVisible),
  ];
  return () => {
    for (const stop of stops) stop();
  };
}

function listen(name: string, listener: (event: Event) => void): () => void {
  addEventListener(name, listener);
  return () => removeEventListener(name, listener);
}

function ask(event: BeforeUnloadEvent): void {
  event.preventDefault();
}
