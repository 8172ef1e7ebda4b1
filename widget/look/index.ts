/** Colours and style sheets for launcher and panel. */
export { accentCss, makeStyleSheet, readableOn } from './style-sheet.ts';
