import type { OperatorClient } from '../../client/index.ts';

/** What whoever uses the console does. A pointer that only moves is none: a desk is bumped, too. */
const ACTS = ['keydown', 'pointerdown', 'wheel'] as const;

/** Tells the client whenever somebody uses the console, on any screen, where it can be seen; gives back what ends it. */
export function noteUse(client: Pick<OperatorClient, 'noteUse'>): () => void {
  const note = (): void => {
    if (document.visibilityState === 'visible') client.noteUse();
  };
  for (const act of ACTS) document.addEventListener(act, note, { capture: true, passive: true });
  return () => {
    for (const act of ACTS) document.removeEventListener(act, note, { capture: true });
  };
}
