import type { EventId, SiteKey, SiteSettings } from '../../protocol/index.ts';
import type { Locale } from '../text/index.ts';
import type { CounterbellState } from './api-types.ts';
import type { ConsentName, Decision } from './consent.ts';
import type { Emit } from './listeners.ts';

/** What the loader hands to the panel. */
export interface PanelDoor {
  readonly site: SiteKey;
  /** The relay's address without a slash at the end. */
  readonly relay: string;
  /** The site's, overridden by what the page says. */
  readonly settings: SiteSettings;
  /** Where the panel is drawn: it shares the launcher's shadow root. */
  readonly root: ShadowRoot;
  /** The launcher; the panel adds the number of unread messages to it. */
  readonly button: HTMLButtonElement;
  /** What held when the page was loaded. */
  readonly consent: ConsentName;
  readonly emit: Emit;
  /** The visitor wants the panel closed. */
  readonly close: () => void;
}

/** What the loader calls the panel for. */
export interface Panel {
  /** Shows it and moves the focus into it. */
  open(): void;
  close(): void;
  /** Sends a message; connects when needed. */
  send(text: string): EventId;
  identify(who: { readonly name?: string; readonly email?: string }): void;
  setLocale(locale: Locale): void;
  /** Takes up a chat that an earlier page left open, and sends what it left unsent. */
  resume(): void;
  /** Takes a decision over: moves or removes what is kept, and tells the relay. */
  decide(decision: Decision): void;
  /** Forgets the visitor, here and at the relay. */
  reset(): void;
  state(): PanelState;
  /** Leaves no element, listener, timer or socket behind. */
  destroy(): void;
}

/** What the panel knows for `getState`. */
type PanelState = Pick<
  CounterbellState,
  'status' | 'unread' | 'accepting' | 'connection' | 'consent'
>;

/** What the panel's module exports. */
export interface PanelModule {
  startPanel(door: PanelDoor, locale: Locale): Promise<Panel>;
}
