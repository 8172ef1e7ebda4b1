import type { ConnectionState } from '../../client/index.ts';
import type {
  AttributeChanges,
  ChatFile,
  ConsentMode,
  FormAnswer,
  FormName,
} from '../../protocol/index.ts';
import type { ConsentName } from './consent.ts';

export type { ConsentName };

/** What the widget looks like; what is left out is as the site's settings say. docs/LOOKS.md shows each. */
export interface Looks {
  /** The accent, `#rrggbb`. */
  readonly colour?: string;
  /** `auto` follows the visitor's system. */
  readonly scheme?: 'auto' | 'light' | 'dark';
  /** The corner at the bottom: at the `end` of a line or at its `start`. */
  readonly position?: 'end' | 'start';
  /** From the page's edge, 0 to 999 CSS pixels. Default: 20. */
  readonly x?: number;
  readonly y?: number;
  /** The panel's size, 200 to 999 CSS pixels. Default: 392 and 660. */
  readonly width?: number;
  readonly height?: number;
  /** The panel's corners, 0 to 99 CSS pixels. Default: 22. */
  readonly radius?: number;
  /** The z-index. Default: 2147480000. */
  readonly layer?: number;
  /** Stands for the word "Chat" at the panel's head. */
  readonly title?: string;
  /** Greets the visitor in the empty panel. */
  readonly welcome?: string;
  /** The id of a picture that the relay keeps. */
  readonly logo?: string;
  /** Whether operators are shown with their photos. */
  readonly photos?: boolean;
}

/** Where the widget belongs, and what overrides the site's settings on this page. */
export interface InitOptions extends Looks {
  /** The site's key, `cb_` and 20 letters or digits; the console shows it under Sites. */
  readonly site: string;
  /** The relay's address, such as `https://chat.example.org`. */
  readonly relay: string;
  /** How the visitor is asked to be remembered. Default: what the site's settings say. */
  readonly consent?: ConsentMode;
  /** A language tag such as `de` or `pt-BR`. Default: the site's settings, then the page, then the browser. */
  readonly language?: string;
  /** `hidden`, or `#id` of an element of the page that opens and closes the chat in place of the round button. */
  readonly launcher?: string;
  /** `#id` of an element of the page that the panel fills; there is no launcher then. */
  readonly embed?: string;
}

/** Where the visitor stands: no open chat, waiting for an operator, or talking with one. */
export type VisitorStatus = 'browsing' | 'queued' | 'chatting';

/** What each event's listener gets. */
export interface CounterbellEvents {
  /** The launcher is drawn. */
  readonly ready: undefined;
  readonly opened: undefined;
  readonly closed: undefined;
  /** A message or file of the visitor is in the relay's log. */
  readonly 'message:sent': SaidDetail;
  /** An operator wrote or sent a file; `from` is their name. */
  readonly 'message:received': SaidDetail & { readonly from: string };
  /** The visitor's answers to a form are in the relay's log. */
  readonly 'form:submitted': { readonly form: FormName; readonly answers: readonly FormAnswer[] };
  /** The visitor's rating of the chat is in the relay's log; the last one counts. */
  readonly rating: { readonly good: boolean; readonly comment?: string | undefined };
  /** Messages of operators that the visitor has not seen. */
  readonly unread: { readonly count: number };
  readonly status: VisitorStatus;
  /** Whether somebody accepts chats. */
  readonly availability: boolean;
  readonly consent: ConsentName;
  readonly connection: ConnectionState['name'];
  /** What the relay refused has `cause`: the `id` of what was sent, and the refusal's `code`. */
  readonly error: Error;
}

/** What was said: a text, or, with an empty one, a file. */
export interface SaidDetail {
  readonly id: string;
  readonly text: string;
  /** Its size is in `bytes`; images have `width` and `height`. */
  readonly file?: ChatFile | undefined;
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
  /** The tag of the language in use; empty before the panel was needed. */
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
   * those of the script tag or of the last `init`. A wrong option is left out and named in the browser's console; throws a
   * TypeError where site or relay are not there then.
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
  /**
   * Changes the looks at once, in place of what an earlier call said: `setTheme({})` goes back to the site's own. A wrong one, or
   * one that is no option, is left out and named in the browser's console.
   */
  setTheme(looks: Looks): void;
  /**
   * Sends as the visitor, 1 to 8,000 characters; the panel need not be open. Gives back the message's id once it is kept to be sent:
   * `message:sent` tells that the relay has it, `error` that the relay refused it. Rejects where there is no widget: before `init`,
   * after `destroy`, or where it could not begin.
   */
  sendMessage(text: string): Promise<string>;
  /** Ends the visitor's chat, without a question; does nothing where there is none. */
  endChat(): void;
  /**
   * Tells operators who this is, at most 100 characters and 254 for the address; shown to them as unverified. With a proof that the
   * site's backend made, the visitor is that user, verified, on every device: docs/IDENTITY.md.
   */
  identify(who: Identity): void;
  /**
   * Tells operators more of the visitor, such as their plan: at most 50 names of 64 characters, each with text of 300, a number,
   * true or false; null removes one. Shown as unverified. A wrong one is left out and named in the browser's console.
   */
  setAttributes(attributes: AttributeChanges): void;
  /**
   * Tells operators what the visitor did: `order` and `cart` with what they hold, anything else as an event with at most 20 properties,
   * each as an attribute. Kept for the page's life and told by the line of a chat, or of a visitor who agreed to be seen; no line is
   * opened for it. What is wrong is left out and named in the browser's console. docs/JAVASCRIPT-API.md has the limits.
   */
  track<Name extends string>(
    name: Name,
    ...told: Name extends 'order'
      ? [order: Order]
      : Name extends 'cart'
        ? [cart: Cart]
        : [properties?: Properties]
  ): void;
  /** The visitor reached a goal of the site's, 1 to 64 characters; told as by `track`. Chats of theirs are found by it. */
  goal(name: string | number, properties?: Properties): void;
  /** Changes the language at once; a BCP 47 tag. */
  setLocale(tag: string): void;
  readonly consent: ConsentApi;
  /** Forgets the visitor here and at the relay; for log-out. */
  reset(): void;
  getState(): CounterbellState;
}

/** What is in a cart; one without items and with a total of 0 is empty. */
export interface Cart {
  /** 0 to 1,000,000,000,000, in the currency's own unit: `49.9` are 49.90 euros. */
  readonly total: number;
  /** Three letters, ISO 4217: `EUR`. */
  readonly currency: string;
  /** At most 50. */
  readonly items?: readonly BasketItem[];
}

/** An order; told again under its `id` it replaces what was told before. */
export interface Order extends Cart {
  /** 1 to 64 characters. */
  readonly id: string | number;
}

/** A thing in a cart or an order. */
export interface BasketItem {
  /** 1 to 64 characters; `sku` is the same. */
  readonly id?: string | number;
  readonly sku?: string | number;
  /** 1 to 100 characters. */
  readonly name: string;
  /** Above 0, at most 1,000,000. Default: 1. */
  readonly quantity?: number;
  /** Of one, as `total`. */
  readonly price?: number;
}

/** More of an event or a goal: flat, at most 20; what is null is passed over. */
export type Properties = Readonly<Record<string, string | number | boolean | null | undefined>>;

/** Who the visitor says they are, and the site's proof of it: `userId` with `hash`, or `token`. What is wrong with it the browser's console says. */
export interface Identity {
  readonly name?: string;
  readonly email?: string;
  /** What the site calls its user, 1 to 128 characters. */
  readonly userId?: string;
  /** HMAC-SHA256 of `userId` under the site's secret, 64 small hexadecimal digits. */
  readonly hash?: string;
  /** A JWT signed with HS256 under the site's secret: `sub` and `exp`, and if wished `name` and `email`. At most 4,096 characters. */
  readonly token?: string;
}

/** A call as it is written before the script has loaded: `['open']`, `['consent.grant']`, `['setLocale', 'de']`. */
export type EarlyCall = readonly [name: string, ...args: readonly unknown[]];
