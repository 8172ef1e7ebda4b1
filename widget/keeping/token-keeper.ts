import type { Keeping, KeyValueStore, TokenKeeper } from '../../client/index.ts';
import type { VisitorToken } from '../../protocol/index.ts';
import { OURS } from '../loader/index.ts';
import {
  isToken,
  readVisitorCookie,
  removeVisitorCookie,
  writeVisitorCookie,
} from './visitor-cookie.ts';

/** Keeps the visitor's token where consent allows: in a cookie, for the tab's session, or in memory alone. */
export interface WidgetTokenKeeper extends TokenKeeper {
  /** Writes the token to where it may be kept now, after that changed. */
  move(): void;
  /** The cookie was there and is gone: another tab withdrew the consent. */
  isTakenAway(): boolean;
}

/** `keeping` is asked at every use. The token stays in memory too, so that a withdrawal does not end the chat. */
export function createTokenKeeper(
  site: string,
  keeping: () => Keeping,
  session: KeyValueStore,
): WidgetTokenKeeper {
  const key = `${OURS}token:${site}`;
  let memory: VisitorToken | undefined;
  let isInCookie = false;

  function keep(): void {
    if (!memory) return;
    const place = keeping();
    if (place === 'session') session.set(key, memory);
    else session.delete(key);
    if (place === 'device') writeVisitorCookie(memory);
    // Not where the browser refuses cookies: one that never was there cannot be taken away.
    isInCookie = place === 'device' && readVisitorCookie() === memory;
  }

  function kept(): VisitorToken | undefined {
    const place = keeping();
    if (place === 'device') {
      const token = readVisitorCookie();
      isInCookie = token !== undefined;
      return token;
    }
    const token = place === 'session' ? session.get(key) : undefined;
    return token !== undefined && isToken(token) ? token : undefined;
  }

  return {
    read() {
      // The cookie is that of all tabs: where one of them was given another token, such as by signing in, it is this one's too.
      if (!memory || keeping() === 'device') memory = kept() ?? memory;
      return memory;
    },
    write(token) {
      memory = token;
      keep();
    },
    clear() {
      memory = undefined;
      isInCookie = false;
      removeVisitorCookie();
      session.delete(key);
    },
    move: keep,
    isTakenAway: () => isInCookie && readVisitorCookie() === undefined,
  };
}
