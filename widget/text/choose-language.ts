import { LANGUAGES, type Language } from '../../protocol/index.ts';

/** A language we have words in, and the tag that numbers and times are written by, such as `de-AT`. */
export interface Locale {
  readonly language: Language;
  readonly tag: string;
}

const ENGLISH: Locale = { language: 'en', tag: 'en' };

/**
 * The words for the language that was set; `auto` or none: for the page's, then for the browser's, else English. Where somebody set
 * one that is not there, the page's owner is told.
 */
export function findLocale(set: string): Locale {
  const found = chooseLocale([set]);
  if (found) return found;
  const { lang } = document.documentElement;
  const other = chooseLocale([lang, ...navigator.languages]) ?? ENGLISH;
  // biome-ignore lint/suspicious/noConsole: the page's owner looks here
  if (set !== 'auto') console.warn(`Counterbell: no words in ${set}, the chat speaks ${other.tag}`);
  return other;
}

/** The first of these tags (BCP 47) that we have words for. Pure. */
export function chooseLocale(tags: readonly string[]): Locale | undefined {
  for (const tag of tags) {
    const language = languageOf(tag);
    if (language) return { language, tag: withHyphens(tag) };
  }
  return undefined;
}

/** By the whole tag, its region (`pt-BR`), its script (`zh-TW` is `zh-Hant`), or the language alone. */
function languageOf(tag: string): Language | undefined {
  try {
    const locale = new Intl.Locale(withHyphens(tag));
    const { language, script, region } = locale.maximize();
    // Norwegian without more is Bokmål, which readers of Nynorsk read too. Old names such as `iw` the browser replaces.
    const name = language === 'no' || language === 'nn' ? 'nb' : language;
    const names = [locale.baseName, `${name}-${region}`, `${name}-${script}`, name];
    return names.find(isLanguage);
  } catch {
    // Not a tag: `auto`, or a page's mistake.
    return undefined;
  }
}

/** Many pages write `de_DE`. */
function withHyphens(tag: string): string {
  return tag.replaceAll('_', '-');
}

function isLanguage(name: string): name is Language {
  return LANGUAGES.some((one) => one === name);
}
