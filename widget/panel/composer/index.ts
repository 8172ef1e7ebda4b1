/** Where the visitor writes. */

export { default as composerCss } from './composer.css?inline';
export { Composer } from './composer.tsx';
