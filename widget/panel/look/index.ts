/** What the panel looks like. */
export { fitToViewport } from './fit-to-viewport.ts';
export { panelSheets } from './panel-sheets.ts';
