/** What browsers and relay share: types, limits, codes and pure functions. Knows no schema library and no platform. */
export { answerAsText } from './answer-as-text.ts';
export { asText } from './as-text.ts';
export { attributeFault, attributesFault } from './check-attributes.ts';
export {
  afterClose,
  CLOSES,
  type CloseName,
  REFUSALS,
  type RefusalCode,
  type RefusalDetail,
  type RefusalValues,
  refusalSentence,
  refusalValues,
} from './codes.ts';
export { countCodePoints } from './count-code-points.ts';
export { DEFAULT_FORMS } from './default-forms.ts';
export type { FileType } from './file-types.ts';
export {
  CONSOLE_LANGUAGES,
  type ConsoleLanguage,
  LANGUAGES,
  type Language,
} from './languages.ts';
// Not objects but modules: a browser's bundle takes of them what it uses.
export * as LIMITS from './limits.ts';
export { looksCss, readableOn } from './looks-css.ts';
export * as NAMES from './names.ts';
export {
  changesNextAt,
  isOpenAt,
  type OpeningHours,
  type OpenStretch,
  opensNextAt,
} from './opening-hours.ts';
export { type Passage, quotationOf, splitQuotes } from './quotes.ts';
export {
  beginChat,
  type ChatView,
  NEW_CHAT,
  nextStatus,
  type OperatorName,
  type Rating,
  reduceChat,
  type Said,
  type Step,
} from './reduce-chat.ts';
export { DEFAULT_SITE_SETTINGS } from './site-defaults.ts';
export type { SitePreview } from './site-preview.ts';
export { toAsciiDomain } from './to-ascii-domain.ts';
export type * from './types.ts';
export { markIn, markOf } from './visitor-mark.ts';
