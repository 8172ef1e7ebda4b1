import type { Keeping, KeyValueStore, TokenKeeper } from '../../client/index.ts';
import type { VisitorToken } from '../../protocol/index.ts';
import {
  isToken,
  readVisitorCookie,
  removeVisitorCookie,
  writeVisitorCookie,
} from './visitor-cookie.ts';

/** Everything of ours in a storage begins with this. */
const OURS = 'counterbell:';

/** Keeps the visitor's token where consent allows, and takes it away when it no longer does. */
export interface WidgetTokenKeeper extends TokenKeeper {
  /** Moves the token to where it may be kept now. */
  move(): void;
  /** The cookie was written and is gone: another tab withdrew the consent. */
  isTakenAway(): boolean;
}

/** `keeping` is asked at every use. The token always stays in memory too, so that a withdrawal does not end the chat. */
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
    if (keeping() === 'session') session.set(key, memory);
    if (keeping() !== 'device') return;
    writeVisitorCookie(memory);
    isInCookie = readVisitorCookie() === memory;
    session.delete(key);
  }

  function kept(): VisitorToken | undefined {
    if (keeping() === 'device') {
      const token = readVisitorCookie();
      isInCookie = token !== undefined;
      return token;
    }
    const token = keeping() === 'session' ? session.get(key) : undefined;
    return token !== undefined && isToken(token) ? token : undefined;
  }

  return {
    read() {
      memory ??= kept();
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
    isTakenAway: () => isInCookie && keeping() === 'device' && !readVisitorCookie(),
  };
}

/** Removes everything of ours from this browser: the cookie and both storages. */
export function wipe(stores: Readonly<Record<Keeping, KeyValueStore>>): void {
  removeVisitorCookie();
  for (const store of [stores.session, stores.device]) {
    for (const key of store.keys(OURS)) store.delete(key);
  }
}

/** The entry that says: this visitor has an open chat, so the next page takes it up. */
export function openChatKey(site: string): string {
  return `${OURS}open:${site}`;
}

/** Whether a page before this one left an open chat or something unsent. */
export function isToBeContinued(store: KeyValueStore, site: string): boolean {
  const isOpen = store.get(openChatKey(site)) !== undefined;
  return isOpen || store.keys(`${OURS}outbox:${site}:`).length > 0;
}
