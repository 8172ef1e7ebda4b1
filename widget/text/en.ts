import type { enLater } from './en-later.ts';

/** A sentence that depends on a number, by the plural categories of Unicode CLDR; `other` is there in every language. */
export type Plural = Partial<Record<Intl.LDMLPluralRule, string>> & { readonly other: string };

/**
 * English, as far as the open panel shows it at once; `en-later.ts` has the rest. Their keys are the ones that every other
 * language's file must have. `{word}` is replaced by a value; a plural is chosen by its `count`.
 */
export const en = {
  title: 'Chat',
  welcome: 'Hello! How can we help you?',
  available: 'We are here',
  unavailable: 'Nobody is here right now',
  busy: 'Everybody is busy right now',
  shut: 'Closed right now',
  backAt: 'Back {day}, {time}',
  talkingWith: 'You are talking with {name}',
  close: 'Close',
  menu: 'Options',
  messages: 'Messages',
  unread: { one: '{count} new message', other: '{count} new messages' },

  composerLabel: 'Your message',
  composerHint: 'Write a message …',
  send: 'Send',
  emoji: 'Emoji',

  connecting: 'Connecting …',
  reconnecting: 'The connection was lost. Trying again in {seconds} s.',
  offline: 'You are offline. What you write is sent as soon as you are back.',
  retry: 'Try again',
} as const satisfies Record<string, string | Plural>;

type English = typeof en & typeof enLater;

/** What a language file holds: every key of English, plurals where English has them. */
export type Words = {
  readonly [Key in keyof English]: English[Key] extends string ? string : Plural;
};
