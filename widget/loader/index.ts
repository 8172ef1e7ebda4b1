/** What the panel, the options and the relay's own pages need to know of the loader. */
export { createCounterbell } from './api.ts';
export type {
  CounterbellState,
  Identity,
  InitOptions,
  Looks,
  SaidDetail,
  VisitorStatus,
} from './api-types.ts';
export { complain } from './complain.ts';
export { type ConsentName, type Decision, OURS, wipe } from './consent.ts';
export type { Emit } from './listeners.ts';
export type { AllTold, PageChoice, Telling, Told, WidgetSettings } from './page-choice.ts';
export type { PageDoor } from './page-door.ts';
export { allowsHost, askForSettings } from './page-settings.ts';
export type { Panel, PanelDoor, PanelModule } from './panel-door.ts';
export { rightOptions } from './right-options.ts';
