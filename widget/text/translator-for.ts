import type { Locale } from './choose-language.ts';
import { english } from './english.ts';
import type { WordedSite } from './find-words.ts';
import { createTranslator, type Translator } from './translate.ts';

/** English by such a tag needs nothing more. */
const PLAIN_ENGLISH = /^en(-[a-z]{2})?$/i;

const ENGLISH: Locale = { language: 'en', tag: 'en' };

const loadFinder = () => import('./find-words.ts');

// The panel is often loaded a moment before it is opened: what other languages need is on its way then.
if (!PLAIN_ENGLISH.test(pageTag())) loadFinder().catch(() => undefined);

/**
 * The words for what the site or the page wants: a tag (BCP 47), or `auto`. English comes with the panel; choosing among the other
 * languages, and what a site says in its own words, is loaded where it is needed.
 */
export async function translatorFor(site: WordedSite, wanted: string): Promise<Translator> {
  const { welcome, title = '' } = site.settings;
  const tag = wanted === 'auto' ? pageTag() : wanted;
  if (PLAIN_ENGLISH.test(tag) && !site.texts.includes('en')) {
    return createTranslator(english, { language: 'en', tag }, { welcome, title });
  }
  // A chat in English beats none.
  const found = await loadFinder().then(
    ({ findWords }) => findWords(site, wanted),
    () => undefined,
  );
  const { locale = ENGLISH, words = english, own } = found ?? {};
  return createTranslator(words, locale, { welcome, title, ...own });
}

function pageTag(): string {
  return document.documentElement.lang || navigator.language;
}
