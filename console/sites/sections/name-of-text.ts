import { hasWords, t } from '../../text/index.ts';

/** What a text is called in the console's language; `key` may end with the form of a plural, as in `unread.one`. */
export function nameOfText(key: string): string {
  const [name = '', form] = key.split('.');
  const text = wordsAt(`text-${name}`, name);
  return form === undefined ? text : t('textForm', { text, form: wordsAt(`plural-${form}`, form) });
}

function wordsAt(key: string, otherwise: string): string {
  return hasWords(key) ? t(key) : otherwise;
}
