import type { ConsentState, KeyValueStore, VisitorState } from '../../client/index.ts';
import type {
  EventId,
  FormName,
  SiteKey,
  VisitorSend,
  VisitorToken,
} from '../../protocol/index.ts';
import type { WidgetSettings } from '../loader/index.ts';
import type { Translator } from '../text/index.ts';
import type { KeptDraft } from './kept-draft.ts';

/** Everything the panel shows. */
export interface PanelModel {
  readonly visitor: VisitorState;
  readonly isOpen: boolean;
  /** Up to where the visitor had seen the chat when they began to look, where something came since. */
  readonly leftOff: number | null;
  readonly consent: ConsentState;
  /** The banner is due: it asks until it is answered. */
  readonly isAskingConsent: boolean;
  readonly site: string;
  /** The relay's address without a slash at the end. */
  readonly relay: string;
  /** The site's, with what the page says over them: looks, and a greeting that is empty where the language's own serves. */
  readonly settings: WidgetSettings;
  /** It fills an element of the page, and cannot be closed. */
  readonly isEmbedded: boolean;
  readonly words: Translator;
  /** In the preview alone: a form that is shown whatever is due. */
  readonly formShown?: FormName | undefined;
  /** Where it is drawn: parts that come later bring their style sheets. */
  readonly root: ShadowRoot;
}

/** What the menu has the panel ask the visitor: whether the chat is to end, or how it is. */
export type Asked = 'end' | 'rating' | undefined;
/** What shows the relay who asks, beside the visitor's line. */
export interface Pass {
  readonly relay: string;
  readonly site: SiteKey;
  /** Missing until the relay has welcomed a new visitor. */
  readonly token: VisitorToken | undefined;
}

/** What the visitor can do in the panel. */
export interface PanelActions {
  readonly draft: KeptDraft;
  /** Now, in place of when the next attempt is due. */
  connect(): void;
  send(event: VisitorSend): void;
  retry(id: EventId): void;
  discard(id: EventId): void;
  /** `text` only where the site shows operators what is being written. */
  typing(text?: string): void;
  /** What is sent next begins a new chat, or, by `false`, goes on with the one that is closed. */
  startChat(begins?: boolean): void;
  readEarlier(): void;
  /** Where the visitor's choices are kept: on the device with their consent, else for the page. */
  choices(): KeyValueStore;
  close(): void;
  pass(): Pass;
  /** For the chat's own window; undefined where nothing may be kept of the visitor. */
  token(): VisitorToken | undefined;
  /** `text` holds the exact words the visitor decided on. */
  decide(choice: 'granted' | 'denied', by: 'banner' | 'menu', text: string): void;
}

/** What nearly every part of the panel takes. */
export interface PanelProps {
  readonly model: PanelModel;
  readonly actions: PanelActions;
}

/** What the head takes, and the menu in it. */
export interface MenuProps extends PanelProps {
  readonly onAsk: (asked: Asked) => void;
}
