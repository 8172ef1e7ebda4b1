import type { VisitorDetailsRow } from '../storage/index.ts';

const MINUTE_MS = 60_000;
/** Who opens no page for so long, and then one, begins another visit. */
const PAUSE_MS = 30 * MINUTE_MS;
/** A page view within it is no write. */
const NOTED_EVERY_MS = 10 * MINUTE_MS;

/** How often somebody was here, and when they opened a page last, milliseconds since 1970. */
export type Visits = Pick<VisitorDetailsRow, 'visits' | 'visited_at'>;

export const NO_VISITS: Visits = { visits: 0, visited_at: 0 };

/** What a page that is opened now makes of a visitor's visits; undefined where nothing has to be written. Pure. */
export function countVisit({ visits, visited_at }: Visits, now: number): Visits | undefined {
  const since = now - visited_at;
  if (visits > 0 && since < NOTED_EVERY_MS) return undefined;
  const isAnother = visits === 0 || since >= PAUSE_MS;
  return { visits: isAnother ? visits + 1 : visits, visited_at: now };
}
