import type { Ban } from '../../protocol/index.ts';
import { now, t } from '../text/index.ts';
import { Icon } from '../ui/index.ts';
import './banned-mark.css';

/** Says that a visitor is banned, by an icon and in words, until the ban is over. */
export function BannedMark({ ban }: { ban: Ban }) {
  if (!isBanned(ban, now.value)) return null;
  return (
    <span class="banned-mark">
      <Icon name="ban" />
      {t('bannedMark')}
    </span>
  );
}

/** Whether a ban is not over; `at` in milliseconds since 1970. Pure. */
export function isBanned(ban: Ban | null, at: number): ban is Ban {
  return ban !== null && (ban.until === null || ban.until > at);
}
