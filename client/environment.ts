/** What the client takes from its surroundings; tests and programs outside a browser hand in their own. */
export interface Environment {
  readonly WebSocket: typeof WebSocket;
  readonly now: () => number;
  /** Between 0 and 1. */
  readonly random: () => number;
  /** Calls back when the line is worth probing: online again, visible again, or back from the back-forward cache. */
  readonly onWake: (listener: () => void) => () => void;
}

/** The browser's own. */
export function browserEnvironment(): Environment {
  return {
    WebSocket: globalThis.WebSocket,
    now: Date.now,
    random: Math.random,
    onWake,
  };
}

function onWake(listener: () => void): () => void {
  if (typeof document === 'undefined') return () => undefined;
  const onVisible = () => {
    if (document.visibilityState === 'visible') listener();
  };
  const onPageShow = (event: PageTransitionEvent) => {
    if (event.persisted) listener();
  };
  addEventListener('online', listener);
  addEventListener('pageshow', onPageShow);
  document.addEventListener('visibilitychange', onVisible);
  return () => {
    removeEventListener('online', listener);
    removeEventListener('pageshow', onPageShow);
    document.removeEventListener('visibilitychange', onVisible);
  };
}
