import type { VisitorToken } from '../../../protocol/index.ts';
import type { WidgetSettings } from '../../loader/index.ts';

/** Enough for the panel as it is on the page. */
const FEATURES = 'popup,width=420,height=720';

/** What the chat's own window takes over from the page. */
export interface Handover {
  readonly settings: WidgetSettings;
  /** The tag in use. */
  readonly language: string;
  /** Undefined where nothing may be kept of the visitor: the window then begins with a new one. */
  readonly token: VisitorToken | undefined;
  /** There is an open chat. */
  readonly isLive: boolean;
}

/**
 * Opens the chat in a window of its own, on the relay. That page asks for what is handed over, and gets it where it is the one
 * that was opened and the relay's; it believes pages of the site's domains only.
 */
export function popOut(relay: string, site: string, handover: Handover): void {
  const { origin } = new URL(relay);
  const opened = window.open(`${relay}/chat?site=${site}`, `counterbell-${site}`, FEATURES);
  if (!opened) return;
  addEventListener('message', function answer({ source, origin: asker }) {
    if (source !== opened || asker !== origin) return;
    removeEventListener('message', answer);
    opened.postMessage(handover, origin);
  });
}
