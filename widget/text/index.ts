/** Everything people read: words, languages, and what is found in text. */
export { chooseLocale, type Language, type Locale, wantedTags } from './choose-language.ts';
export type { Words } from './en.ts';
export { findLinks } from './find-links.ts';
export { loadWords } from './load-words.ts';
export { createTranslator, type Translator } from './translate.ts';
