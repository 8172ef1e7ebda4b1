/** Everything people read: words, languages, and what is found in text. */
export { loadLaterWords } from './english.ts';
export type { Translator } from './translate.ts';
export { translatorFor } from './translator-for.ts';
