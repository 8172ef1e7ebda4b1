/** What the launcher loads where a page says more than its site's settings do. */
export { readOptions } from './read-options.ts';
