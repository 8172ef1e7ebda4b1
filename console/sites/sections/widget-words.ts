import type { Language } from '../../../protocol/index.ts';

/** How the files of the widget's languages end; see vite.config.ts. */
declare const LANGUAGE_FILE_END: string;

/** What the widget says in one language: sentences, and plurals by their category. */
type WidgetWords = Readonly<Record<string, string | Readonly<Record<string, string>>>>;

/** A text of the widget that a site may word itself. */
export interface WidgetText {
  /** As it is stored: the text's key, for a plural `key.category`. */
  readonly key: string;
  /** The words that hold until the site has its own. */
  readonly original: string;
}

/** The widget's texts in a language, from the file that its panel loads too. */
export async function loadWidgetTexts(language: Language): Promise<WidgetText[]> {
  const file: { readonly words: WidgetWords } = await import(
    /* @vite-ignore */ `/widget/languages/${language.toLowerCase()}${LANGUAGE_FILE_END}`
  );
  return Object.entries(file.words).flatMap(([key, words]) =>
    typeof words === 'string'
      ? { key, original: words }
      : Object.entries(words).map(([category, form]) => ({
          key: `${key}.${category}`,
          original: form,
        })),
  );
}

/** The values that stand in a text, such as `{name}`. Pure. */
export function valuesIn(text: string): string[] {
  return [...new Set(text.match(/\{\w+\}/g))];
}
