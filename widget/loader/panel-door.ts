import type { VisitorState } from '../../client/index.ts';
import type { EventId, FormName, Language, PageSettings, SiteKey } from '../../protocol/index.ts';
import type { CounterbellState, Identity } from './api-types.ts';
import type { ConsentName, Decision } from './consent.ts';
import type { Emit, EventListeners } from './listeners.ts';
import type { AllTold, WidgetSettings } from './page-choice.ts';

/** What the loader hands to the panel. */
export interface PanelDoor {
  readonly site: SiteKey;
  /** The relay's address without a slash at the end. */
  readonly relay: string;
  /** The site's, overridden by what the page says. */
  readonly settings: WidgetSettings;
  /** The languages in which the site has texts of its own. */
  readonly texts: PageSettings['texts'];
  /** Where the panel is drawn: it shares the launcher's shadow root. */
  readonly root: ShadowRoot;
  /** The launcher; the panel adds the number of unread messages to it. */
  readonly button: HTMLButtonElement;
  /** The page's element that the panel fills; null where it floats beside the launcher. */
  readonly embed: HTMLElement | null;
  /** Nobody asked for the panel yet: it shows, and connects when it is touched. Default: where it is embedded. */
  readonly isUnasked?: boolean;
  /** The preview's: what the panel shows of a visitor's state. Default: the state as it is. */
  readonly shows?: (visitor: VisitorState) => VisitorState;
  /** The preview's: the form that stands in the place of the conversation. Default: what is due. */
  readonly formShown?: () => FormName | undefined;
  /** The preview's: the site's own texts of a language as they are being written. Default: the relay is asked. */
  readonly ownTexts?: (language: Language) => Readonly<Record<string, string>>;
  /** What held when the page was loaded. */
  readonly consent: ConsentName;
  readonly emit: Emit;
  readonly on: EventListeners['on'];
  /** What the page told of its visitor and the relay does not know yet; whoever has a line takes it out. */
  readonly told: AllTold;
  /** The panel is to open by itself, as it was open on the page before. */
  readonly reopen: () => void;
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
  /** Ends the visitor's chat where there is one. */
  endChat(): void;
  identify(who: Identity): void;
  setLooks(settings: WidgetSettings): void;
  /** Speaks another language from now on; `language` as in `startPanel`. */
  setLocale(language: string): void;
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
  'status' | 'unread' | 'accepting' | 'connection' | 'consent' | 'language'
>;

/** What the panel's module exports. */
export interface PanelModule {
  /** `language` is what the site or the page asks for: a tag (BCP 47), or `auto`. */
  startPanel(door: PanelDoor, language: string): Promise<Panel>;
}
