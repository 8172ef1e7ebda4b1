import { z } from 'zod';

const time = z.string().refine((text) => /^(([01]\d|2[0-3]):[0-5]\d|24:00)$/.test(text), {
  error: 'must be a time such as 09:00 or 17:30, at most 24:00',
  params: { fault: 'time' },
});

const stretchSchema = z.strictObject({ from: time, to: time }).refine(({ from, to }) => from < to, {
  error: 'must end after it begins; a night is written on two days',
  params: { fault: 'ends_early' },
});

const timeZoneSchema = z
  .string()
  .max(64)
  .refine(isTimeZone, {
    error: 'must be a time zone such as Europe/Berlin',
    params: { fault: 'time_zone' },
  });

const holidaySchema = z.string().refine(isDate, {
  error: 'must be a day such as 2026-12-25',
  params: { fault: 'day' },
});

/** When a site's chat is attended to; see OpeningHours. */
export const openingHoursSchema = z.strictObject({
  timeZone: timeZoneSchema,
  week: z.array(z.array(stretchSchema).max(4).readonly()).length(7).readonly(),
  holidays: z.array(holidaySchema).max(200).readonly(),
});

/** When visitors can chat, and what they see when they cannot. */
export const siteHoursSchema = z.strictObject({
  /** Null: always, as far as operators accept chats. */
  opening: openingHoursSchema.nullable(),
  /** So many chats may wait; who comes then may leave a message. Null: any number. */
  queueLimit: z.int().min(1).max(10_000).nullable(),
  /** A chat that is answered, and whose visitor is gone, is closed after so many minutes. Null: never by itself. */
  closeAfterMinutes: z.int().min(15).max(43_200).nullable().default(1_440),
});

function isTimeZone(name: string): boolean {
  try {
    new Intl.DateTimeFormat('en', { timeZone: name });
    // Offsets such as +01:00 are taken too, and know no summer time.
    return !/^[+-]/.test(name);
  } catch {
    return false;
  }
}

function isDate(text: string): boolean {
  return /^\d{4}-\d{2}-\d{2}$/.test(text) && new Date(text).toJSON()?.slice(0, 10) === text;
}
