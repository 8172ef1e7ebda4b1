/** What the launcher says if the panel cannot be loaded, in every language that has a file of its own here. */
const PANEL_FAILED = {
  en: 'The chat could not be loaded. Press to try again.',
  de: 'Der Chat konnte nicht geladen werden. Bitte noch einmal drücken.',
} as const;

export type Language = keyof typeof PANEL_FAILED;

/** A language we have words in, and the tag that numbers and times are written by, such as `de-AT`. */
export interface Locale {
  readonly language: Language;
  readonly tag: string;
  readonly panelFailed: string;
}

/** The first of these tags (BCP 47) that we have words for, else English; `auto` and empty tags are passed over. Pure. */
export function chooseLocale(tags: readonly string[]): Locale {
  for (const tag of tags) {
    const language = tag.split('-')[0]?.toLowerCase() ?? '';
    if (isLanguage(language)) return { language, tag, panelFailed: PANEL_FAILED[language] };
  }
  return { language: 'en', tag: 'en', panelFailed: PANEL_FAILED.en };
}

/** Tags in the order of their right: what was set, the page's own, then the browser's. */
export function wantedTags(set: string): string[] {
  return [set, document.documentElement.lang, ...navigator.languages];
}

function isLanguage(name: string): name is Language {
  return Object.hasOwn(PANEL_FAILED, name);
}
