import type { SiteKey } from '../../protocol/index.ts';
import type { CounterbellState } from './api-types.ts';
import type { EventListeners } from './listeners.ts';
import type { Panel, PanelDoor } from './panel-door.ts';

/** What the loader hands to the module by which a visitor is seen on the site. */
export interface PageDoor {
  readonly site: SiteKey;
  /** The relay's address without a slash at the end. */
  readonly relay: string;
  readonly on: EventListeners['on'];
  /** As the panel's. */
  readonly told: PanelDoor['told'];
  /** Aborts with the widget. */
  readonly end: Pick<AbortController, 'signal'>;
  readonly state: () => CounterbellState;
  /** Does something with the panel, loaded when needed. */
  readonly tryPanel: (act: (panel: Panel) => void) => void;
}

/** What that module exports. */
export interface PageModule {
  /** Lets operators see the visitor from now on, until they take their consent back. Harmless when it is called again. */
  beSeen(door: PageDoor): void;
}
