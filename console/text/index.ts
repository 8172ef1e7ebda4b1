/** What people read: languages, refusals and times. */
export { writeAmount } from './amounts.ts';
export { inRow } from './in-row.ts';
export type { LanguageChoice } from './known-languages.ts';
export { type Refusal, refusalWords } from './refusal-words.ts';
export { withoutTurns } from './set-apart.ts';
export {
  ahead,
  calendarDay,
  clockTime,
  dayAndTime,
  dayName,
  duration,
  inWholeUnits,
  isSameDay,
  now,
  timeAgo,
  timeOfDay,
  timeOrDay,
  weekdayName,
} from './times.ts';
export { tooLong } from './too-long.ts';
export {
  hasWords,
  language,
  languageChoice,
  languageChoices,
  setApart,
  setLanguage,
  speakChosen,
  type TextKey,
  t,
  writeNumber,
} from './translate.ts';
