import { batch, computed, effect, signal } from '@preact/signals';
import { CONSOLE_LANGUAGES, type ConsoleLanguage } from '../../protocol/index.ts';
import { en, type Sentence, type Words } from './en.ts';
import {
  directionOf,
  LANGUAGE_NAMES,
  type LanguageChoice,
  localeFor,
  wishedLanguage,
} from './known-languages.ts';
import { apart, mayTurn, withLatinApart, withoutTurns } from './set-apart.ts';

/** A file each, loaded when it is spoken; English is there at once. */
const FILES: Readonly<
  Record<Exclude<ConsoleLanguage, 'en'>, () => Promise<{ readonly default: Words }>>
> = {
  ar: () => import('./languages/ar.json', { with: { type: 'json' } }),
  de: () => import('./languages/de.json', { with: { type: 'json' } }),
  es: () => import('./languages/es.json', { with: { type: 'json' } }),
  fr: () => import('./languages/fr.json', { with: { type: 'json' } }),
  'pt-BR': () => import('./languages/pt-br.json', { with: { type: 'json' } }),
};

const KEPT = 'counterbell:console-language';

/** What whoever is signed in chose, as this browser heard last: the first screen speaks it before the relay has answered. */
export const languageChoice = signal<LanguageChoice>(keptChoice());

/** The language that the console speaks now. */
export const language = signal<ConsoleLanguage>('en');

const words = signal<Words>(en);

effect(() => {
  const { documentElement } = document;
  documentElement.lang = language.value;
  documentElement.dir = directionOf(language.value);
});

/** Goes on in this language, or in the browser's own; resolves once it is spoken. */
export function setLanguage(choice: LanguageChoice): Promise<void> {
  localStorage.setItem(KEPT, choice);
  languageChoice.value = choice;
  return speakChosen();
}

/**
 * Loads the words of the chosen language. Where they cannot be had, as without a network, the console goes on in the language that it
 * speaks.
 */
export async function speakChosen(): Promise<void> {
  const wished = wishedLanguage(languageChoice.peek(), navigator.languages);
  try {
    const found = wished === 'en' ? en : (await FILES[wished]()).default;
    // Another one may have been chosen meanwhile.
    if (wished !== wishedLanguage(languageChoice.peek(), navigator.languages)) return;
    batch(() => {
      words.value = isFromRight(wished) ? withLatinApart(found) : found;
      language.value = wished;
    });
  } catch {
    // Every word is there in the language before.
  }
}

function isFromRight(tag: ConsoleLanguage): boolean {
  return directionOf(tag) === 'rtl';
}

function keptChoice(): LanguageChoice {
  const kept = localStorage.getItem(KEPT);
  return CONSOLE_LANGUAGES.find((one) => one === kept) ?? 'auto';
}

/** What can be chosen, as a list shows it. */
export function languageChoices(): readonly {
  readonly name: LanguageChoice;
  readonly words: string;
}[] {
  const named = CONSOLE_LANGUAGES.map((name) => ({ name, words: LANGUAGE_NAMES[name] }));
  return [{ name: 'auto', words: t('language-auto') }, ...named];
}

/** What `t` has words for. */
export type TextKey = keyof Words;

/** Whether a key that was put together has words. */
export function hasWords(key: string): key is TextKey {
  return Object.hasOwn(en, key);
}

/** What may stand for `{word}` in a sentence. */
export type Values = Readonly<Record<string, string | number>>;

/**
 * The words of a key in the console's language; `{name}` is filled in from `values`, numbers as the language writes them. A plural
 * is chosen by the number `count`.
 */
export function t(key: TextKey, values: Values = {}): string {
  return formOf(words.value[key], values.count).replaceAll(/\{(\w+)\}/g, (_, name: string) => {
    const value = values[name] ?? '';
    return typeof value === 'number' ? writeNumber(value) : setApart(value);
  });
}

/** A text of either direction, such as a name, set apart where it would turn what stands beside it: times, signs, other names. */
export function setApart(value: string): string {
  const shown = withoutTurns(value);
  return isFromRight(language.value) || mayTurn(shown) ? apart(shown) : shown;
}

/** Whether all that a sentence names is among the values. */
export function canFill(key: TextKey, values: Values): boolean {
  const named = formOf(words.value[key], values.count).matchAll(/\{(\w+)\}/g);
  return [...named].every(([, name = '']) => Object.hasOwn(values, name));
}

function formOf(sentence: Sentence, count: string | number | undefined): string {
  if (typeof sentence === 'string') return sentence;
  return sentence[plurals().select(Number(count))] ?? sentence.other;
}

/** What numbers and times are written by. */
const locale = computed(() => localeFor(language.value, navigator.languages));

/** To make a formatter takes longer than to draw a row, and each row has numbers and times. */
export function perLocale<Format>(make: (tag: string) => Format): () => Format {
  return madeOnce(() => locale.value, make);
}

function madeOnce<Format>(tagNow: () => string, make: (tag: string) => Format): () => Format {
  let made: { readonly tag: string; readonly format: Format } | undefined;
  return () => {
    const tag = tagNow();
    if (made?.tag !== tag) made = { tag, format: make(tag) };
    return made.format;
  };
}

const numbers = perLocale((tag) => new Intl.NumberFormat(tag));

/** A number as the reader writes it. */
export function writeNumber(number: number): string {
  return numbers().format(number);
}

/** By the language alone: its forms are those of its file. */
const plurals = madeOnce(
  () => language.value,
  (tag) => new Intl.PluralRules(tag),
);
