import { CONSOLE_LANGUAGES, type ConsoleLanguage } from '../../protocol/index.ts';

/** The console's languages, each called as it calls itself. */
export const LANGUAGE_NAMES: Readonly<Record<ConsoleLanguage, string>> = {
  en: 'English',
  ar: 'العربية',
  de: 'Deutsch',
  es: 'Español',
  fr: 'Français',
  'pt-BR': 'Português (Brasil)',
};

/** What an operator chooses: a language, or that of the browser. */
export type LanguageChoice = ConsoleLanguage | 'auto';

/**
 * The way in which a language is written.
 * @public The build makes an app's manifest for each.
 */
export function directionOf(language: ConsoleLanguage): 'ltr' | 'rtl' {
  return language === 'ar' ? 'rtl' : 'ltr';
}

/** The choice, else the first of the browser's languages that the console knows, else English. Pure. */
export function wishedLanguage(
  choice: LanguageChoice,
  browser: readonly string[],
): ConsoleLanguage {
  if (choice !== 'auto') return choice;
  const known = browser.map((tag) => CONSOLE_LANGUAGES.find((one) => baseOf(one) === baseOf(tag)));
  return known.find((one) => one !== undefined) ?? 'en';
}

/** The first of the browser's tags of this language, such as `en-GB`, for times and numbers; else the language alone. Pure. */
export function localeFor(language: ConsoleLanguage, browser: readonly string[]): string {
  const own = browser.find((tag) => baseOf(tag) === baseOf(language) && isLocale(tag));
  return own ?? language;
}

function isLocale(tag: string): boolean {
  try {
    return new Intl.Locale(tag).baseName !== '';
  } catch {
    // Some browsers name the system's own, such as `en-US@posix`.
    return false;
  }
}

function baseOf(tag: string): string {
  return tag.split('-')[0]?.toLowerCase() ?? '';
}
