import type { VisitorToken } from '../../protocol/index.ts';
import { allowsHost, askForSettings, OURS } from '../loader/index.ts';

/** A page that does not answer by then has gone, or is no page of ours. */
const PATIENCE_MS = 2_000;

/** What the page that opened this window hands over; each is checked before it is used. */
export interface TakenOver {
  /** The looks of the page, as its own options. */
  readonly settings?: object | undefined;
  readonly language?: string | undefined;
  readonly token?: VisitorToken | undefined;
  /** There is an open chat. */
  readonly isLive?: boolean;
}

/**
 * Asks the page that opened this window for its visitor and looks; undefined where there is none. Only a page on one of the
 * site's domains is believed: another one could put a visitor of its own here, and read what is written.
 */
export async function takeOver(relay: string, site: string): Promise<TakenOver | undefined> {
  const opener: unknown = window.opener;
  if (!isWindow(opener)) return undefined;
  const { domains } = await askForSettings(relay, site);
  return new Promise((resolve) => {
    setTimeout(resolve, PATIENCE_MS);
    addEventListener('message', ({ source, origin, data }) => {
      const host = URL.canParse(origin) ? new URL(origin).hostname : '';
      if (source === opener && allowsHost(domains, host)) resolve(read(data));
    });
    // Holds no secret; who it is that answers is checked.
    opener.postMessage('counterbell', '*');
  });
}

/** Where the widget looks for its visitor as it starts; gone when this window is closed. */
export function keepForThisWindow(site: string, token: VisitorToken, isLive = false): void {
  sessionStorage.setItem(`${OURS}token:${site}`, token);
  if (isLive) sessionStorage.setItem(`${OURS}open:${site}`, '1');
}

function isWindow(opener: unknown): opener is Window {
  return typeof opener === 'object' && opener !== null && 'postMessage' in opener;
}

function read(data: unknown): TakenOver {
  const { settings, language, token, isLive } = Object(data);
  return {
    settings: Object(settings),
    language: typeof language === 'string' ? language : undefined,
    token: /^[0-9a-f]{32}$/.test(token) ? token : undefined,
    isLive: isLive === true,
  };
}
