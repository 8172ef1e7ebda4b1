import { createStores, createVisitorClient, type VisitorClient } from '../../client/index.ts';
import type { EventId, VisitorSend } from '../../protocol/index.ts';
import { type Decision, OURS, type PanelDoor, wipe } from '../loader/index.ts';
import { currentPage, followPage } from './follow-page.ts';
import { createConsent, createTokenKeeper, privacySignalRecord } from './keeping/index.ts';
import { hasOpenChat, unreadOf } from './visitor-status.ts';

/** The visitor's client together with what may be kept of it: when it is connected, what is stored, what is seen. */
export interface VisitorLine {
  readonly client: VisitorClient;
  readonly consent: () => ReturnType<typeof createConsent>['state'];
  /** Messages of operators that the visitor has not seen. */
  unread(): number;
  send(event: VisitorSend): EventId;
  /** The visitor looks at the panel, or no longer does. */
  setWatched(isWatched: boolean): void;
  /** Connects, and lets go again where nothing is open. */
  resume(): void;
  decide(decision: Decision): void;
  reset(): void;
  destroy(): void;
}

/** `language` is asked at every hello. */
export function createVisitorLine(door: PanelDoor, language: () => string): VisitorLine {
  const { site, relay, emit } = door;
  const stores = createStores();
  const consent = createConsent(door.settings.consent, door.consent);
  const token = createTokenKeeper(site, keeping, stores.session);
  const client = createVisitorClient({
    relay,
    site,
    token,
    store: () => stores[keeping()],
    page: currentPage,
    language,
  });
  const unfollow = followPage(client.setPage);
  const openKey = `${OURS}open:${site}`;
  let isWatched = false;
  let isForgetting = false;
  let hasToldSignal = false;

  /** A cookie that another tab took away is a withdrawal here too. */
  function keeping() {
    if (consent.keeping === 'device' && token.isTakenAway()) consent.withdrawElsewhere();
    return consent.keeping;
  }

  function onChange(): void {
    const state = client.getState();
    const { name } = state.connection;
    if (isForgetting && name !== 'idle' && name !== 'connecting') forgetNow();
    const isLive = hasOpenChat(state) || state.pending.length > 0;
    if (isLive) stores[keeping()].set(openKey, '1');
    else if (name === 'open') stores[keeping()].delete(openKey);
    const isUnsent = state.pending.some((entry) => entry.state.name === 'sending');
    warnBeforeUnload(isUnsent && keeping() === 'page');
    if (name === 'open' && !isLive && !isWatched) client.disconnect();
    markSeen();
  }

  /** The visitor has the panel before their eyes: what comes is seen at once. */
  function isLooking(): boolean {
    return isWatched && document.visibilityState === 'visible';
  }

  function markSeen(): void {
    if (isLooking() && unreadOf(client.getState()).length > 0) client.markSeen();
  }

  function decide(decision: Decision): void {
    // Into memory while it may still be read: the chat goes on there when it may no longer be kept.
    const hadToken = token.read() !== undefined;
    const from = keeping();
    const record = consent.decide(decision, currentPage().url);
    token.move();
    if (from !== consent.keeping) client.moveStore(stores[from], stores[consent.keeping]);
    if (consent.keeping === 'page') wipe();
    client.recordConsent(record);
    // A withdrawal is told at once; anything else may wait until the visitor wants to chat.
    if (record.choice === 'withdrawn' && hadToken) client.connect();
    onChange();
    emit('consent', consent.state.name);
  }

  /** The relay is to forget the token too, so there must be a line. */
  function reset(): void {
    isForgetting = true;
    const { name } = client.getState().connection;
    if (name === 'idle' && token.read() !== undefined) client.connect();
    else if (name !== 'connecting') forgetNow();
    consent.restart();
    wipe();
    emit('consent', consent.state.name);
  }

  function forgetNow(): void {
    isForgetting = false;
    client.reset();
    if (isWatched) client.connect();
  }

  const unsubscribe = client.subscribe(onChange);
  document.addEventListener('visibilitychange', markSeen);

  return {
    client,
    consent: () => consent.state,
    unread: () => (isLooking() ? 0 : unreadOf(client.getState()).length),
    send(event) {
      tellSignal();
      return client.send(event);
    },
    setWatched(next) {
      isWatched = next;
      if (isWatched) {
        tellSignal();
        client.connect();
      }
      onChange();
    },
    resume: client.connect,
    decide,
    reset,
    destroy() {
      unsubscribe();
      unfollow();
      document.removeEventListener('visibilitychange', markSeen);
      warnBeforeUnload(false);
      client.destroy();
    },
  };

  function tellSignal(): void {
    const { state } = consent;
    if (hasToldSignal || state.name !== 'denied' || state.by !== 'gpc') return;
    hasToldSignal = true;
    client.recordConsent(privacySignalRecord(currentPage().url));
  }
}

/** Only while something is unsent and would be lost: such a listener keeps a page out of the back-forward cache. */
function warnBeforeUnload(isDue: boolean): void {
  if (isDue) addEventListener('beforeunload', askToStay);
  else removeEventListener('beforeunload', askToStay);
}

function askToStay(event: BeforeUnloadEvent): void {
  event.preventDefault();
}
