/** What browsers and relay share: types, limits, codes and pure functions. Knows no schema library and no platform. */
export {
  afterClose,
  CLOSES,
  type CloseName,
  REFUSALS,
  type RefusalCode,
  refusalSentence,
} from './codes.ts';
export { countCodePoints } from './count-code-points.ts';
// Not objects but modules: a browser's bundle takes of them what it uses.
export * as LIMITS from './limits.ts';
export * as NAMES from './names.ts';
export {
  beginChat,
  type ChatView,
  nextStatus,
  type OperatorName,
  reduceChat,
  type Said,
  type Step,
} from './reduce-chat.ts';
export type * from './types.ts';
