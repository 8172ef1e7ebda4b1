import {
  type Availability,
  isOpenAt,
  type OpeningHours,
  opensNextAt,
  type SiteSettings,
} from '../../protocol/index.ts';

/** What it depends on beside a site's hours. */
export interface Attendance {
  /** Somebody accepts chats. */
  readonly isAccepting: boolean;
  /** Chats of the site that wait. */
  readonly waiting: number;
}

/** Whether sites are attended to now. */
export interface SiteAvailability {
  /** Whether a visitor who begins a chat there is answered now. */
  of(settings: Pick<SiteSettings, 'hours'>, attendance: Attendance): Availability;
  /** Whether it is open by its hours. */
  isOpen(settings: Pick<SiteSettings, 'hours'>): boolean;
}

const MINUTE_MS = 60_000;

/** One for all: each of thousands of lines keeps what it told last. */
const ACCEPTING: Availability = { accepting: true };
const NOBODY: Availability = { accepting: false, reason: 'nobody' };
const QUEUE_FULL: Availability = { accepting: false, reason: 'full' };

/** `now` in milliseconds since 1970. Thousands of lines ask at once, so a site's hours are looked at once a minute. */
export function createAvailability(now: () => number): SiteAvailability {
  const known = new WeakMap<OpeningHours, { minute: number; closed: Availability | null }>();

  function closedBy(opening: OpeningHours): Availability | null {
    const at = now();
    const minute = Math.floor(at / MINUTE_MS);
    const last = known.get(opening);
    if (last?.minute === minute) return last.closed;
    const closed = isOpenAt(opening, at) ? null : closedUntil(opensNextAt(opening, at));
    known.set(opening, { minute, closed });
    return closed;
  }

  return {
    of({ hours: { opening, queueLimit } }, { isAccepting, waiting }) {
      const closed = opening && closedBy(opening);
      if (closed) return closed;
      if (!isAccepting) return NOBODY;
      if (queueLimit !== null && waiting >= queueLimit) return QUEUE_FULL;
      return ACCEPTING;
    },
    isOpen: ({ hours: { opening } }) => !(opening && closedBy(opening)),
  };
}

function closedUntil(backAt: number | null): Availability {
  return { accepting: false, reason: 'closed', ...(backAt !== null && { backAt }) };
}
