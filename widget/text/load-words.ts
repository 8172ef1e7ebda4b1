import type { Language } from '../../protocol/index.ts';
import type { Words } from './en.ts';

/** How the file of a language ends: `.ts`, or in what is built the hash of all of them and `.js`: see vite.config.ts. */
declare const LANGUAGE_FILE_END: string;

/** The words of a language, a file each. Undefined for English, and where they cannot be loaded: a chat in English beats none. */
export async function loadWords(language: Language): Promise<Words | undefined> {
  if (language === 'en') return undefined;
  try {
    const file: { readonly words: Words } = await import(
      /* @vite-ignore */ `./languages/${language.toLowerCase()}${LANGUAGE_FILE_END}`
    );
    return file.words;
  } catch {
    return undefined;
  }
}
