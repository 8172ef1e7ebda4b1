import { LANGUAGES, type Language } from '../../../protocol/index.ts';

/** What a language calls itself, with a capital as at the head of a list. */
export function nameOf(language: Language): string {
  const name = new Intl.DisplayNames([language], { type: 'language' }).of(language) ?? language;
  return name.charAt(0).toLocaleUpperCase(language) + name.slice(1);
}

/** The widget's languages by their own names, in the order of a dictionary. */
export const NAMED_LANGUAGES: readonly { readonly language: Language; readonly name: string }[] =
  LANGUAGES.map((language) => ({ language, name: nameOf(language) })).sort((one, other) =>
    one.name.localeCompare(other.name),
  );
