import type { TextKey } from '../../text/index.ts';
import type { WidgetText } from './widget-words.ts';

/** Texts of the widget that a visitor meets in one place, by their keys without the form of a plural. */
interface TextGroup {
  readonly title: TextKey;
  readonly keys: readonly string[];
}

/** All of them, about in the order in which a visitor meets them. */
export const TEXT_GROUPS: readonly TextGroup[] = [
  {
    title: 'texts-head',
    keys: [
      'title',
      'available',
      'unavailable',
      'busy',
      'shut',
      'backAt',
      'talkingWith',
      'unread',
      'menu',
      'close',
    ],
  },
  { title: 'texts-start', keys: ['welcome', 'preChatTitle', 'previewNotice'] },
  {
    title: 'texts-write',
    keys: [
      'composerLabel',
      'composerHint',
      'send',
      'charactersLeft',
      'charactersOver',
      'emoji',
      'emojiSearch',
      'emojiNone',
    ],
  },
  {
    title: 'texts-wait',
    keys: ['queued', 'queuedOffline', 'nextInQueue', 'positionInQueue', 'waitInQueue'],
  },
  {
    title: 'texts-talk',
    keys: [
      'messages',
      'you',
      'operator',
      'joined',
      'typing',
      'sending',
      'sent',
      'delivered',
      'seen',
      'notSent',
      'unwanted',
      'banned',
      'invalid',
      'notNow',
      'retry',
      'discard',
      'newMessages',
      'toLatest',
      'messageOptions',
      'copy',
      'copied',
      'quote',
      'closed',
      'reopened',
      'showEarlier',
      'earlierChat',
      'newChat',
      'startChat',
    ],
  },
  {
    title: 'texts-files',
    keys: [
      'attach',
      'fileLimits',
      'fileDrop',
      'fileCancel',
      'fileRemove',
      'fileDownload',
      'fileTooLarge',
      'fileEmpty',
      'fileRefused',
      'fileUnreachable',
    ],
  },
  {
    title: 'texts-away',
    keys: [
      'offlineOffer',
      'offlineOpen',
      'offlineTitle',
      'offlineText',
      'offlineSend',
      'offlineBack',
    ],
  },
  {
    title: 'texts-forms',
    keys: [
      'formName',
      'formEmail',
      'formPhone',
      'formMessage',
      'formOptional',
      'formMissing',
      'formEmailWrong',
      'formTooLong',
      'formSkip',
    ],
  },
  {
    title: 'texts-end',
    keys: ['rate', 'rateGood', 'rateBad', 'rateComment', 'postChatTitle'],
  },
  {
    title: 'texts-menu',
    keys: [
      'mute',
      'unmute',
      'muteHint',
      'notify',
      'notifyStop',
      'notifyHint',
      'notifyRefused',
      'popOut',
      'save',
      'endChat',
      'remember',
      'rememberHint',
      'forget',
      'forgetHint',
    ],
  },
  {
    title: 'texts-consent',
    keys: ['consentLabel', 'consentQuestion', 'consentDeclined', 'consentAccept', 'consentDecline'],
  },
  { title: 'texts-line', keys: ['connecting', 'reconnecting', 'offline', 'refused', 'gone'] },
];

/** Those of `texts` that are shown, by the places where a visitor meets them; places without any are left out. Pure. */
export function groupTexts(
  texts: readonly WidgetText[],
): { readonly title: TextKey; readonly texts: readonly WidgetText[] }[] {
  return TEXT_GROUPS.map(({ title, keys }) => ({
    title,
    texts: keys.flatMap((name) => texts.filter(({ key }) => key.split('.')[0] === name)),
  })).filter((group) => group.texts.length > 0);
}
