/** Style sheets for launcher and panel. */
export { makeStyleSheet } from './style-sheet.ts';
