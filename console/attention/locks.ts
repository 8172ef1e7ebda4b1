const FRONT = 'counterbell-front:';

/** Whether this tab is the one of all tabs that does something. */
export interface Lead {
  has(): boolean;
  /** Lets another tab have it. */
  end(): void;
}

/** Among all tabs of this browser that want it one has the lead; when it goes, another one gets it. */
export function takeLead(name: string): Lead {
  let isLeading = false;
  const end = hold(name, 'exclusive', () => {
    isLeading = true;
  });
  return {
    has: () => isLeading,
    end() {
      isLeading = false;
      end();
    },
  };
}

/** Says to all tabs that this screen is in front of the operator, until the function that it gives back is called. */
export function sayInFront(screen: string): () => void {
  return hold(FRONT + screen, 'shared');
}

/** The screens that are in front of the operator now, in any tab; a tab that crashed counts no longer. */
export async function screensInFront(): Promise<string[]> {
  const { held = [] } = await navigator.locks.query();
  return held
    .map(({ name = '' }) => name)
    .filter((name) => name.startsWith(FRONT))
    .map((name) => name.slice(FRONT.length));
}

function hold(name: string, mode: LockMode, onHeld: () => void = () => undefined): () => void {
  const waiting = new AbortController();
  let release: () => void = () => undefined;
  const held = new Promise<void>((resolve) => {
    release = resolve;
  });
  navigator.locks
    .request(name, { mode, signal: waiting.signal }, () => {
      onHeld();
      return held;
    })
    // Refused only because it was let go before it was had.
    .catch(() => undefined);
  return () => {
    waiting.abort();
    release();
  };
}
