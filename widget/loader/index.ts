/** What the panel needs to know of the loader. */
export type { CounterbellState, VisitorStatus } from './api-types.ts';
export { type ConsentName, type Decision, OURS, wipe } from './consent.ts';
export type { Emit } from './listeners.ts';
export type { Panel, PanelDoor } from './panel-door.ts';
