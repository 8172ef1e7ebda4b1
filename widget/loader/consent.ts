import type { NAMES } from '../../protocol/index.ts';

/** What the visitor decided about being remembered; Global Privacy Control counts as `denied`. */
export type ConsentName = 'undecided' | 'granted' | 'denied';

declare global {
  interface Navigator {
    /** Global Privacy Control, https://privacycg.github.io/gpc-spec/; TypeScript does not know it. */
    readonly globalPrivacyControl?: boolean;
  }
}

/** A decision as somebody took it: what, by which way, and the words that were shown. */
export interface Decision {
  readonly choice: 'granted' | 'denied';
  readonly by: 'banner' | 'menu' | 'api';
  readonly text: string;
}

// Written out, since the whole table would cost the loader 100 bytes; its type holds it to it.
const VISITOR_COOKIE: typeof NAMES.visitorCookie = 'counterbell_visitor';

/** Everything of ours in a storage begins with this. */
export const OURS = 'counterbell:';

/** What holds before anybody says anything on this page: an earlier yes beats the browser's general no. */
export function consentAtLoad(): ConsentName {
  if (document.cookie.includes(`${VISITOR_COOKIE}=`)) return 'granted';
  return navigator.globalPrivacyControl ? 'denied' : 'undecided';
}

/** Whether a page before this one left an open chat or something unsent. */
export function isToBeContinued(consent: ConsentName, site: string): boolean {
  try {
    return `${OURS}open:${site}` in (consent === 'granted' ? localStorage : sessionStorage);
  } catch {
    // Even naming a storage throws where the browser forbids it: then nothing was left in it.
    return false;
  }
}

/** Removes everything of ours from this browser: the cookie and both storages. */
export function wipe(): void {
  // biome-ignore lint/suspicious/noDocumentCookie: the Cookie Store API is not in every browser
  document.cookie = `${VISITOR_COOKIE}=;path=/;max-age=-1`;
  for (const place of ['localStorage', 'sessionStorage'] as const) {
    try {
      for (const key of Object.keys(window[place]))
        if (key.startsWith(OURS)) window[place].removeItem(key);
    } catch {
      // Even naming a storage throws where the browser forbids it: then nothing is in it.
    }
  }
}
