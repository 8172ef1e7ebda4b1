import { duration } from '../text/index.ts';
import { useNow } from '../ui/index.ts';

/** How long something has lasted, going on by itself. `since` in milliseconds; `ahead` is how far its clock is before ours. */
export function TimeSince({ since, ahead = 0 }: { since: number; ahead?: number }) {
  const now = useNow();
  return <span class="time-since">{duration(Math.max(0, now + ahead - since))}</span>;
}
