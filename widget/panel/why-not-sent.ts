import type { RefusalCode } from '../../protocol/index.ts';
import type { Translator } from '../text/index.ts';

type Key = Parameters<Translator['say']>[0];

/** What a visitor is told of each refusal that a message, a file, a form or a rating can meet. */
const WORDS: ReadonlyMap<string, Key> = new Map<RefusalCode, Key>([
  ['banned', 'banned'],
  ['unknown_site', 'gone'],
  ['not_allowed', 'notNow'],
  ['unwanted', 'unwanted'],
  ['file_refused', 'fileRefused'],
  ['invalid', 'invalid'],
  ['too_large', 'invalid'],
  ['answers_wrong', 'invalid'],
  ['conflict', 'invalid'],
  ['id_conflict', 'invalid'],
  ['file_sent', 'invalid'],
  ['not_found', 'invalid'],
  ['rate_limited', 'notNow'],
  ['storage_full', 'notNow'],
  ['storage_failed', 'notNow'],
  ['stopping', 'notNow'],
  ['internal', 'notNow'],
]);

/**
 * Why it was refused, in the visitor's language; the relay's sentence where an add-on says it in words of its own, or a later
 * relay has a code that is not known here. Pure.
 */
export function whyNotSent(code: string, reason: string, words: Translator): string {
  const key = WORDS.get(code);
  return key ? words.say(key) : reason;
}

/** Whether it may be taken another time, unchanged: what an add-on refuses may be, as what is not known here. Pure. */
export function mayGoLater(code: string): boolean {
  const key = WORDS.get(code);
  return key === undefined || key === 'unwanted' || key === 'notNow';
}
