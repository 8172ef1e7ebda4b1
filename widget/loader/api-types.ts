import type { ConnectionState } from '../../client/index.ts';
import type { ConsentMode } from '../../protocol/index.ts';
import type { ConsentName } from './consent.ts';

export type { ConsentName };

/** Where the widget belongs, and what overrides the site's settings on this page. */
export interface InitOptions {
  /** The site's key, `cb_` and 20 letters or digits; the console shows it under Sites. */
  readonly site: string;
  /** The relay's address, such as `https://chat.example.org`. */
  readonly relay: string;
  /** How the visitor is asked to be remembered. Default: what the site's settings say. */
  readonly consent?: ConsentMode;
  /** A language tag such as `de` or `de-AT`. Default: the site's settings, then the page, then the browser. */
  readonly language?: string;
  /** The accent, `#rrggbb`. Default: what the site's settings say. */
  readonly colour?: string;
}

/** Where the visitor stands: no open chat, waiting for an operator, or talking with one. */
export type VisitorStatus = 'browsing' | 'queued' | 'chatting';

/** What each event's listener gets. */
export interface CounterbellEvents {
  /** The launcher is drawn. */
  readonly ready: undefined;
  readonly opened: undefined;
  readonly closed: undefined;
  /** A message of the visitor is in the relay's log. */
  readonly 'message:sent': { readonly id: string; readonly text: string };
  /** An operator wrote; `from` is their name. */
  readonly 'message:received': {
    readonly id: string;
    readonly text: string;
    readonly from: string;
  };
  /** Messages of operators that the visitor has not seen. */
  readonly unread: { readonly count: number };
  readonly status: VisitorStatus;
  /** Whether somebody accepts chats. */
  readonly availability: boolean;
  readonly consent: ConsentName;
  readonly connection: ConnectionState['name'];
  readonly error: Error;
}

export type EventName = keyof CounterbellEvents;
export type Listener<Name extends EventName> = (detail: CounterbellEvents[Name]) => void;

/** What is known now. */
export interface CounterbellState {
  /** The launcher is drawn. */
  readonly ready: boolean;
  readonly open: boolean;
  /** The launcher is shown, not hidden by `hide`. */
  readonly visible: boolean;
  readonly status: VisitorStatus;
  readonly unread: number;
  /** Null until the relay said so. */
  readonly accepting: boolean | null;
  readonly connection: ConnectionState['name'];
  readonly consent: ConsentName;
  /** The language tag in use. */
  readonly language: string;
}

/** The visitor's consent, for consent managers. */
export interface ConsentApi {
  /** The visitor may be remembered on this device: what was kept for the page or tab moves to a cookie and local storage. */
  grant(): void;
  /** The visitor may not be remembered: cookie and storage are removed; the conversation goes on in memory. */
  deny(): void;
  state(): ConsentName;
}

/** The widget's public interface: `window.Counterbell`, and `counterbell` of the module. */
export interface CounterbellApi {
  /**
   * Draws the launcher. Does nothing while the widget is there; after `destroy` it begins anew. Without options it takes
   * those of the script tag or of the last `init`. Throws a TypeError where an option is wrong.
   */
  init(options?: InitOptions): void;
  open(): void;
  close(): void;
  toggle(): void;
  /** Shows the launcher again after `hide`. */
  show(): void;
  /** Hides launcher and panel; the conversation goes on. */
  hide(): void;
  /** Removes everything: elements, listeners, timers, socket. Only `init` works afterwards. */
  destroy(): void;
  /** Calls `listener` at every event of this name; gives back a function that stops it. */
  on<Name extends EventName>(event: Name, listener: Listener<Name>): () => void;
  /** Sends as the visitor, 1 to 8,000 characters; the panel need not be open. Gives back the message's id. */
  sendMessage(text: string): Promise<string>;
  /** Tells operators who this is, at most 100 characters and 254 for the address; shown to them as unverified. */
  identify(who: { readonly name?: string; readonly email?: string }): void;
  /** Changes the language at once; a BCP 47 tag. */
  setLocale(tag: string): void;
  readonly consent: ConsentApi;
  /** Forgets the visitor here and at the relay; for log-out. */
  reset(): void;
  getState(): CounterbellState;
}

/** A call as it is written before the script has loaded: `['open']`, `['consent.grant']`, `['setLocale', 'de']`. */
export type EarlyCall = readonly [name: string, ...args: readonly unknown[]];
