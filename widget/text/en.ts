/** A sentence that depends on a number, by the plural categories of Unicode CLDR; `other` is there in every language. */
type Plural = Partial<Record<Intl.LDMLPluralRule, string>> & { readonly other: string };

/**
 * English, and the measure for every other language: its keys are the ones a language file must have. `{word}` is
 * replaced by a value; a plural is chosen by its `count`.
 */
export const en = {
  title: 'Chat',
  welcome: 'Hello! How can we help you?',
  available: 'We are here',
  unavailable: 'Nobody is here right now',
  talkingWith: 'You are talking with {name}',
  close: 'Close chat',
  menu: 'Options',
  messages: 'Messages',
  toLatest: 'Show the latest messages',
  unread: { one: '{count} new message', other: '{count} new messages' },

  composerLabel: 'Your message',
  composerHint: 'Write a message …',
  send: 'Send',
  charactersLeft: { one: '{count} character left', other: '{count} characters left' },
  charactersOver: { one: '{count} character too long', other: '{count} characters too long' },

  you: 'You',
  operator: 'Operator',
  sending: 'Sending …',
  sent: 'Sent',
  delivered: 'Delivered',
  seen: 'Seen',
  notSent: 'Not sent: {reason}',
  retry: 'Try again',
  discard: 'Discard',
  typing: '{name} is typing …',

  joined: '{name} joined',
  queued: 'Waiting for somebody to join',
  queuedOffline: 'Nobody is here right now. Your message is kept, and we will answer.',
  closed: 'The chat was closed. Write again whenever you like.',
  reopened: 'The chat is open again',
  nextInQueue: 'You are next',
  positionInQueue: 'You are number {position} in the queue',

  offlineOffer: 'Nobody is here right now. You can still write, or leave your e-mail address.',
  offlineOpen: 'Leave an e-mail address',
  offlineTitle: 'Leave us a message',
  offlineText: 'Leave your e-mail address, and we will get back to you.',
  offlineBack: 'Back to the chat',
  offlineSend: 'Send message',
  formName: 'Name',
  formEmail: 'E-mail',
  formMessage: 'Message',
  formMissing: 'Please fill this in.',
  formEmailWrong: 'Please enter an e-mail address such as name@example.org.',
  formTooLong: 'Please keep this to {limit} characters.',

  connecting: 'Connecting …',
  reconnecting: 'The connection was lost. Trying again in {seconds} s.',
  offline: 'You are offline. What you write is sent as soon as you are back.',
  refused: 'The chat cannot connect: {reason}',

  consentLabel: 'Remember this conversation',
  consentQuestion:
    'May we remember you on this device? A cookie keeps this conversation for your next visit, for 13 months. The chat works either way.',
  consentAccept: 'Accept',
  consentDecline: 'No thanks',
  remember: 'Remember me on this device',
  rememberHint: 'Sets a cookie that keeps this conversation for your next visit, for 13 months.',
  forget: 'Forget me on this device',
  forgetHint: 'Removes the cookie. This conversation stays until you leave the page.',
} as const satisfies Record<string, string | Plural>;

/** What a language file holds: every key of English, plurals where English has them. */
export type Words = {
  readonly [Key in keyof typeof en]: (typeof en)[Key] extends string ? string : Plural;
};
