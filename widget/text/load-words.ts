import type { Language } from './choose-language.ts';
import { en, type Words } from './en.ts';

/** Every language but English is a chunk of its own, loaded when it is asked for. */
const LOADERS: Readonly<Record<Exclude<Language, 'en'>, () => Promise<Words>>> = {
  de: () => import('./de.ts').then(({ de }) => de),
};

/** The words of a language; English where its file cannot be loaded, since a chat in English beats none. */
export async function loadWords(language: Language): Promise<Words> {
  if (language === 'en') return en;
  return LOADERS[language]().catch(() => en);
}
