import { ahead, duration } from '../text/index.ts';
import { useNow } from '../ui/index.ts';

/** How long something has lasted, going on by itself. `since` in milliseconds, by the relay's clock. */
export function TimeSince({ since }: { since: number }) {
  const now = useNow() + ahead.value;
  return <span class="time-since">{duration(Math.max(0, now - since))}</span>;
}
