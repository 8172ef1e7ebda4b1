import {
  type Availability,
  changesNextAt,
  isOpenAt,
  type OpeningHours,
  opensNextAt,
  type SiteSettings,
} from '../../../protocol/index.ts';

/** When a visitor looks at the panel: somebody is there, the site is closed, nobody accepts chats, or too many wait. */
export type Moment = 'there' | 'closed' | 'nobody' | 'full';

/** The moments that a site's hours know, the one that its hours change most first. Pure. */
export function momentsOf({ opening, queueLimit }: SiteSettings['hours'], at: number): Moment[] {
  return [
    ...(opening && closesAt(opening, at) !== null ? (['closed'] as const) : []),
    'there',
    'nobody',
    ...(queueLimit === null ? [] : (['full'] as const)),
  ];
}

/** What a visitor is told at such a moment, the next one from `at` on. Pure. */
export function availabilityAt(
  moment: Moment,
  { opening }: SiteSettings['hours'],
  at: number,
): Availability {
  if (moment === 'there') return { accepting: true };
  if (moment !== 'closed' || !opening) return { accepting: false, reason: moment };
  const backAt = opensNextAt(opening, closesAt(opening, at) ?? at);
  return { accepting: false, reason: moment, ...(backAt !== null && { backAt }) };
}

/** When it is closed next; null where it never is within 60 days. */
function closesAt(opening: OpeningHours, at: number): number | null {
  return isOpenAt(opening, at) ? changesNextAt(opening, at) : at;
}
