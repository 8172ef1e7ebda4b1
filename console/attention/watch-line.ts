import { effect } from '@preact/signals';
import { closeNotifications, lookForNewVersion } from '../pwa/index.ts';
import { live } from '../session.ts';
import { LINE_TAG, type Teller } from './teller.ts';

/** A relay that is replaced, or a phone that changes networks, is back by then. */
const LOST_AFTER_MS = 15_000;

/** Tells of a line that stays lost, and takes that back when it is there again. Gives back what ends it. */
export function watchLine(teller: Teller): () => void {
  let timer: ReturnType<typeof setTimeout> | undefined;
  let wasLost = false;
  const stop = effect(() => {
    const isLost = (live.value?.connection.name ?? 'open') !== 'open';
    if (isLost === wasLost) return;
    wasLost = isLost;
    clearTimeout(timer);
    if (isLost) timer = setTimeout(() => teller.tellLineLost(), LOST_AFTER_MS);
    else {
      void closeNotifications(LINE_TAG);
      // Mostly it was away because it was replaced.
      lookForNewVersion();
    }
  });
  return () => {
    clearTimeout(timer);
    stop();
  };
}
