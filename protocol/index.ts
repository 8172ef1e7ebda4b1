/** What browsers and relay share: types, limits, codes and pure functions. Knows no schema library and no platform. */
export {
  afterClose,
  CLOSES,
  type CloseName,
  REFUSALS,
  type RefusalCode,
  refusalSentence,
} from './codes.ts';
export { countCodePoints, LIMITS } from './limits.ts';
export { NAMES } from './names.ts';
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
