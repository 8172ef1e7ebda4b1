/** The panel inside an element of the page. */
export { embedIn } from './embed-in.ts';
