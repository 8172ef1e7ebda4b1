import type { OpeningHours } from '../../protocol/index.ts';

const NINE_TO_FIVE = [{ from: '09:00', to: '17:00' }];

/** Monday to Friday, nine to five, where this browser is. */
export function officeHours(): OpeningHours {
  const { timeZone } = new Intl.DateTimeFormat().resolvedOptions();
  const week = Array.from({ length: 7 }, (_, day) => (day < 5 ? NINE_TO_FIVE : []));
  return { timeZone, week, holidays: [] };
}
