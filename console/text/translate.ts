import { effect, signal } from '@preact/signals';
import { de } from './de.ts';
import { en, type Words } from './en.ts';

const LANGUAGES: Readonly<Record<string, Words>> = { en, de };
const KEPT = 'counterbell:console-language';

export const LANGUAGE_NAMES: Readonly<Record<string, string>> = { en: 'English', de: 'Deutsch' };

/** The console's language: the operator's choice, else the browser's, else English. */
export const language = signal(chosen());

effect(() => {
  document.documentElement.lang = language.value;
});

/** Chooses a language for this browser. */
export function setLanguage(tag: string): void {
  localStorage.setItem(KEPT, tag);
  language.value = tag;
}

/** The words of a key in the console's language; `{name}` is filled in from `values`. */
export function t(
  key: keyof Words,
  values: Readonly<Record<string, string | number>> = {},
): string {
  const words = LANGUAGES[language.value] ?? en;
  return words[key].replaceAll(/\{(\w+)\}/g, (_, name: string) => String(values[name] ?? ''));
}

function chosen(): string {
  const wished = [localStorage.getItem(KEPT), ...navigator.languages];
  const found = wished.map((tag) => tag?.split('-')[0] ?? '').find((tag) => tag in LANGUAGES);
  return found ?? 'en';
}
