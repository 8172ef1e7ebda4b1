/** What people read: languages and times. */
export { clockTime, dayAndTime, dayName, isSameDay, timeAgo } from './times.ts';
export { LANGUAGE_NAMES, language, setLanguage, t } from './translate.ts';
