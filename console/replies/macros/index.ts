/** Macros, to be managed and to be run. */
export { keysOf } from './keys-of.ts';
export { MacrosSection } from './macros-section.tsx';
export { RunNotice } from './run-notice.tsx';
export { stepWords } from './step-words.ts';
export { useMacros } from './use-macros.ts';
