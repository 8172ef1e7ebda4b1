/** A second door, for what the panel loads when it is needed: all that stands in `index.ts` is in its first load. */

export { type AnswerProblem, checkAnswers } from './check-answers.ts';
export { BYTE_ORDER_MARK, csvLine, readCsv } from './csv.ts';
export { acceptedEndings, FILE_TYPES } from './file-types.ts';
export { readGoal, readTrack } from './read-track.ts';
export { readShortcut } from './shortcut.ts';
export { TAG_COLOURS } from './tag-colours.ts';
export {
  fillVariables,
  unknownVariables,
  VARIABLES,
  type Variable,
  type VariableValues,
} from './variables.ts';
