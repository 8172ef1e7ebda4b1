import css from './files.css?inline';

/** A second door, for parts that are loaded later themselves. */
export { FormFiles } from './form-files.tsx';
export { holdFiles } from './held-files.ts';

/**
 * The style sheet of everything in here.
 * @public
 */
export const filesCss = css;
