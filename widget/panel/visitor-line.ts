import {
  createStores,
  createVisitorClient,
  type KeyValueStore,
  type VisitorClient,
} from '../../client/index.ts';
import type { EventId, VisitorSend, VisitorToken } from '../../protocol/index.ts';
import { createConsent, createTokenKeeper, privacySignalRecord } from '../keeping/index.ts';
import { complain, type Decision, OURS, type PanelDoor, wipe } from '../loader/index.ts';
import { currentPage, followPage } from '../page/index.ts';
import { createKeptDraft, type KeptDraft } from './kept-draft.ts';
import type { Pass } from './model.ts';
import { hasOpenChat, unreadOf } from './visitor-status.ts';

/** As in `look/panel.css`. */
const COVERS_PAGE = '(max-width:479px),(max-height:560px)';

/** The visitor's client together with what may be kept of it: when it is connected, what is stored, what is seen. */
export interface VisitorLine {
  readonly client: VisitorClient;
  readonly draft: KeptDraft;
  readonly consent: () => ReturnType<typeof createConsent>['state'];
  /** The page before left the panel open in this tab over a chat that goes on, all of which is here by now: true until it is opened. */
  mayReopen(): boolean;
  /** Messages of operators that the visitor has not seen. */
  unread(): number;
  /** A chat is open or under way, or something is unread. */
  isLive(): boolean;
  /** Up to where they had seen the chat when they began to look, where something came since. */
  leftOff(): number | null;
  /** For what the visitor chose: kept on the device with their consent, else for the page. */
  choices(): KeyValueStore;
  pass(): Pass;
  send(event: VisitorSend): EventId;
  /** Ends the chat that is open, or was when the page before was left. */
  endChat(): void;
  /** The visitor looks at the panel, or no longer does. */
  setWatched(isWatched: boolean): void;
  /** For the chat's own window; undefined where nothing may be kept of the visitor. */
  token(): VisitorToken | undefined;
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
    onComplaint: complain,
    onOther: () => draft.clear(),
  });
  const draft = createKeptDraft(
    `${OURS}draft:${site}`,
    () => stores[keeping()],
    stores.device.onChange,
  );
  const unfollow = followPage(client.setPage);
  const openKey = `${OURS}open:${site}`;
  const panelKey = `${OURS}panel:${site}`;
  /** The page before left the panel open, and nobody has opened or closed it on this one. */
  let wasShown = stores.session.get(panelKey) !== undefined;
  let isWatched = false;
  let isForgetting = false;
  let leftOff: number | null = null;
  /** What comes from now on, the visitor sees come. */
  let hasCaughtUp = false;
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
    if (isLive || unreadOf(state).length > 0) stores[keeping()].set(openKey, '1');
    else if (name === 'open') stores[keeping()].delete(openKey);
    if (name === 'open' && !isLive) wasShown = false;
    if (!wasShown) keepShown(isLive);
    if (name === 'open' && !isLive && !isWatched) client.disconnect();
    markSeen();
  }

  /** Open in this tab over a chat, the panel opens again on the next page. */
  function keepShown(isLive: boolean): void {
    if (isWatched && isLive && mayStayOpen()) stores.session.set(panelKey, '1');
    else stores.session.delete(panelKey);
  }

  /** It may be kept, and the panel neither covers the page nor is a part of it, or of a frame in it. */
  function mayStayOpen(): boolean {
    const floats = !(door.isUnasked ?? door.embed) && parent === window;
    return floats && keeping() !== 'page' && !matchMedia(COVERS_PAGE).matches;
  }

  /** The visitor has the panel before their eyes: what comes is seen at once. */
  function isLooking(): boolean {
    return isWatched && document.visibilityState === 'visible';
  }

  function markSeen(): void {
    if (!isLooking()) {
      hasCaughtUp = false;
      return;
    }
    const state = client.getState();
    if (unreadOf(state).length > 0) {
      if (!hasCaughtUp) leftOff = state.seen.visitor;
      client.markSeen();
    }
    // A chat is told as a whole: where nothing of it is there yet, it is still to come.
    const hasAll = state.chat === null || state.view.last > 0;
    if (state.connection.name === 'open' && hasAll) hasCaughtUp = true;
  }

  function decide(decision: Decision): void {
    // Into memory while it may still be read: the chat goes on there when it may no longer be kept.
    const hadToken = token.read() !== undefined;
    const from = keeping();
    const record = consent.decide(decision, currentPage().url);
    token.move();
    if (from !== consent.keeping) {
      client.moveStore(stores[from], stores[consent.keeping]);
      draft.moveFrom(stores[from]);
    }
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
    draft.clear();
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
    draft,
    consent: () => consent.state,
    // What is told piece by piece would be read out piece by piece.
    mayReopen: () => wasShown && client.getState().view.last > 0 && mayStayOpen(),
    unread: () => (isLooking() ? 0 : unreadOf(client.getState()).length),
    isLive: () => stores[keeping()].get(openKey) !== undefined,
    leftOff: () => leftOff,
    choices: () => stores[keeping() === 'device' ? 'device' : 'page'],
    pass: () => ({ relay, site, token: token.read() }),
    send(event) {
      tellSignal();
      return client.send(event);
    },
    endChat() {
      if (stores[keeping()].get(openKey)) client.send({ kind: 'closed' });
    },
    setWatched(next) {
      isWatched = next;
      wasShown = false;
      if (isWatched) {
        leftOff = null;
        tellSignal();
        client.connect();
      }
      onChange();
    },
    token: () => (keeping() === 'page' ? undefined : token.read()),
    resume: client.connect,
    decide,
    reset,
    destroy() {
      unsubscribe();
      unfollow();
      document.removeEventListener('visibilitychange', markSeen);
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
