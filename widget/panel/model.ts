import type { ConsentState, VisitorState } from '../../client/index.ts';
import type { EventId, VisitorSend } from '../../protocol/index.ts';
import type { Translator } from '../text/index.ts';

/** Everything the panel shows. */
export interface PanelModel {
  readonly visitor: VisitorState;
  readonly isOpen: boolean;
  readonly consent: ConsentState;
  /** The banner is due: it asks until it is answered. */
  readonly isAskingConsent: boolean;
  /** The site's greeting; empty where the language's own words serve. */
  readonly welcome: string;
  readonly words: Translator;
  /** Where it is drawn: parts that come later bring their style sheets. */
  readonly root: ShadowRoot;
}

/** What the visitor can do in the panel. */
export interface PanelActions {
  send(event: VisitorSend): void;
  retry(id: EventId): void;
  discard(id: EventId): void;
  typing(): void;
  close(): void;
  /** `text` holds the exact words the visitor decided on. */
  decide(choice: 'granted' | 'denied', by: 'banner' | 'menu', text: string): void;
}

/** What nearly every part of the panel takes. */
export interface PanelProps {
  readonly model: PanelModel;
  readonly actions: PanelActions;
}
