/**
 * The languages the widget speaks, as BCP 47 tags: a file each in `widget/text/languages/`, but for English. Region and script stand only
 * where the words differ by them.
 */
export const LANGUAGES = [
  'ar',
  'bg',
  'bn',
  'ca',
  'cs',
  'da',
  'de',
  'el',
  'en',
  'es',
  'et',
  'eu',
  'fa',
  'fi',
  'fr',
  'ga',
  'gl',
  'he',
  'hi',
  'hr',
  'hu',
  'id',
  'is',
  'it',
  'ja',
  'ko',
  'lt',
  'lv',
  'mk',
  'ms',
  'nb',
  'nl',
  'pl',
  'pt',
  'pt-BR',
  'ro',
  'ru',
  'sk',
  'sl',
  'sq',
  'sr',
  'sr-Latn',
  'sv',
  'sw',
  'ta',
  'th',
  'tr',
  'uk',
  'ur',
  'vi',
  'zh-Hans',
  'zh-Hant',
] as const;

/** One of them. */
export type Language = (typeof LANGUAGES)[number];

/** The languages that the console speaks, as BCP 47 tags, in the order of a list. */
export const CONSOLE_LANGUAGES = ['en', 'ar', 'de', 'es', 'fr', 'pt-BR'] as const;
export type ConsoleLanguage = (typeof CONSOLE_LANGUAGES)[number];
