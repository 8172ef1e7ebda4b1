import type { Language } from '../../protocol/index.ts';
import { findLocale, type Locale } from './choose-language.ts';
import type { Words } from './en.ts';
import { loadWords } from './load-words.ts';
import type { OwnTexts } from './translate.ts';

/** What there is to know of a site whose widget speaks. */
export interface WordedSite {
  /** The site's key. */
  readonly site: string;
  /** The relay's address without a slash at the end. */
  readonly relay: string;
  /** The languages in which the site has texts of its own. */
  readonly texts: readonly string[];
  /** They hold in all languages in which there is no text for them; `welcome` may be empty. */
  readonly settings: { readonly welcome: string; readonly title?: string | undefined };
  /** Where the preview takes the site's own texts from, in place of the relay. */
  readonly ownTexts?: (language: Language) => OwnTexts;
}

/** What a translator is made of. */
interface FoundWords {
  readonly locale: Locale;
  /** Undefined: English, which the panel has. */
  readonly words: Words | undefined;
  readonly own: OwnTexts;
}

/** The words of any language, and the site's own. Takes nothing from the panel, of which it would become a part. */
export async function findWords(site: WordedSite, wanted: string): Promise<FoundWords> {
  const locale = findLocale(wanted);
  const { language } = locale;
  const [words, own] = await Promise.all([loadWords(language), loadOwnTexts(site, language)]);
  return { locale, words, own };
}

/**
 * What the site says in its own words. It is there before the panel is drawn, since title, welcome and the question for consent are
 * seen before there is a line to the relay; and it is asked for in one language only, where there is something to get.
 */
async function loadOwnTexts(worded: WordedSite, language: Language): Promise<OwnTexts> {
  const { relay, site, texts, ownTexts } = worded;
  if (ownTexts) return ownTexts(language);
  if (!texts.includes(language)) return {};
  try {
    const address = `${relay}/api/v1/site-settings/${site}/texts/${language}`;
    const answer = await fetch(address, { credentials: 'omit' });
    return answer.ok ? await answer.json() : {};
  } catch {
    // Our own words serve too.
    return {};
  }
}
