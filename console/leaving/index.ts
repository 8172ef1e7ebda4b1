/** Asks before something that is written and not saved would be lost. */
export { GuardedLocation } from './guarded-location.tsx';
export { isAlike } from './is-alike.ts';
export { leave, type Unsaved, useUnsaved } from './unsaved.ts';
