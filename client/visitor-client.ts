import type {
  ChatHead,
  ChatId,
  PanelSettings,
  ToVisitorFrame,
  VisitorFrame,
  VisitorId,
} from '../protocol/index.ts';
import { LIMITS, NAMES } from '../protocol/index.ts';
import { checkText } from './check-text.ts';
import { createConnection } from './connection.ts';
import { createEarlierChats } from './earlier-chats.ts';
import { browserEnvironment, type Environment } from './environment.ts';
import { sayFarewell } from './farewell.ts';
import { createHello } from './hello.ts';
import { moveEntries } from './key-value-store.ts';
import { createListeners } from './listeners.ts';
import { loadHttpLine } from './load-http-line.ts';
import { createMessageIds } from './message-id.ts';
import { createOutbox } from './outbox.ts';
import { createReplica } from './replica.ts';
import { createSelfAccount } from './self-account.ts';
import { createSender } from './sender.ts';
import { createStanding } from './standing.ts';
import type {
  ConnectionState,
  VisitorClient,
  VisitorClientOptions,
  VisitorState,
} from './types.ts';
import { createTypingMarks, createTypingRate } from './typing.ts';
import { createVisitorMarks } from './visitor-marks.ts';

/** Makes the headless visitor. `environment` is the browser's own unless a test or another program hands one in. */
export function createVisitorClient(
  options: VisitorClientOptions,
  environment: Environment = browserEnvironment(),
): VisitorClient {
  const prefix = `counterbell:outbox:${options.site}:`;
  const newId = createMessageIds(environment.now);
  const replica = createReplica((after) => chat && askFor(chat, after));
  const outbox = createOutbox(options.store, prefix);
  const hasUnsent = () => outbox.list().some((entry) => entry.state.name === 'sending');
  const listeners = createListeners(() => {
    state = undefined;
    environment.holdPage(!options.store().outlivesPage && hasUnsent());
  });
  const typing = createTypingMarks<true>(listeners.changed);
  const typingRate = createTypingRate(environment.now);
  const marks = createVisitorMarks(
    (type, seq) => chat !== null && connection.send({ type, chat, seq }),
    () => replica.last,
  );
  const standing = createStanding();

  let visitor: VisitorId | null = null;
  let chat: ChatId | null = null;
  let isBeginning = false;
  let epoch = '';
  let fileBytes = 0;
  let config: PanelSettings | null = null;

  const hello = createHello(options, () => chat && { id: chat, after: replica.last, epoch });
  const connection = createConnection<ToVisitorFrame, VisitorFrame>({
    environment,
    url: options.relay + NAMES.visitorSocket,
    hello: hello.make,
    onFrame,
    onState,
    onTokenRefused: forgetVisitor,
    loadHttpLine: () => loadHttpLine(environment),
  });
  const self = createSelfAccount({
    send: connection.send,
    become(token, isOther) {
      options.token.write(token);
      // What is unsent is theirs still, unless the one before was another user.
      if (isOther) outbox.clear();
      if (isOther) forgetChat();
      if (isOther) options.onOther?.();
      connection.disconnect();
      connection.connect();
    },
    onAnswer: () => sender.pump(),
    onComplaint: options.onComplaint,
  });
  const earlier = createEarlierChats(askFor, listeners.changed);
  const sender = createSender({
    outbox,
    transmit: ({ id, chat: to, event }) =>
      // A visitor's outbox holds what `send` put there: a visitor's events.
      connection.send({ type: 'send', id, chat: to, event } as VisitorFrame),
    isSettled: () => replica.isSettled() && !self.isOpen,
    // Also what was written before its chat had a name is one conversation.
    laneOf: () => '',
    epoch: () => epoch,
    onChange: listeners.changed,
  });
  let state: VisitorState | undefined;
  let stopWatching = watchStore();
  const stopLeaving = environment.onLeave(() => {
    sayFarewell(environment, options.relay, hello.make(), outbox.list());
  });

  function makeState(): VisitorState {
    return {
      connection: connection.state,
      visitor,
      chat,
      view: replica.view(),
      earlier: earlier.state,
      isBeginning,
      pending: outbox.list().filter(({ id }) => !replica.has(id)),
      ...standing.state,
      typing: typing.now.length > 0,
      seen: marks.seen,
      delivered: marks.delivered,
      fileBytes,
      config,
    };
  }

  function askFor(of: ChatId, after: number): void {
    connection.send({ type: 'fetch', chat: of, after, limit: LIMITS.fetchEvents });
  }

  function watchStore(): () => void {
    return options.store().onChange(prefix, () => {
      outbox.reload();
      sender.pump();
      listeners.changed();
    });
  }

  function onState(next: ConnectionState): void {
    if (next.name !== 'open') {
      replica.pause();
      earlier.pause();
      typing.clear();
      sender.onLineLost();
    } else {
      self.onLine();
      sender.pump();
    }
    listeners.changed();
  }

  function onFrame(frame: ToVisitorFrame): void {
    switch (frame.type) {
      case 'welcome':
        onWelcome(frame);
        break;
      case 'event':
        onEvent(frame);
        return;
      case 'sent':
        // The chat is known by now, should its first event be lost on the way.
        if (frame.chat !== chat && (!chat || isBeginning)) takeUp({ id: frame.chat, last: 0 });
        sender.onSent(frame);
        break;
      case 'refused':
        (frame.id === undefined ? self : sender).onRefused(frame);
        if (!frame.id) replica.askLater();
        break;
      case 'identified':
        self.onIdentified(frame);
        break;
      case 'typing':
        if (frame.chat === chat && frame.author.role === 'operator') {
          typing.mark(frame.author.id, true);
        }
        break;
      case 'seen':
      case 'delivered':
        if (frame.chat === chat) marks.take(frame);
        break;
      case 'queue':
      case 'presence':
        standing.take(frame);
        break;
      case 'pong':
        replica.recheck();
        return;
      case 'goaway':
        return;
    }
    listeners.changed();
  }

  function onWelcome(frame: Extract<ToVisitorFrame, { type: 'welcome' }>): void {
    if (frame.token && options.token.read()) {
      // Another tab was greeted meanwhile: one person is one visitor.
      connection.disconnect();
      connection.connect();
      return;
    }
    if (visitor && frame.visitor !== visitor) {
      // They signed in, perhaps in another tab: of what is shown, only what is theirs is kept.
      outbox.retargetLost(frame.chats);
      if (frame.chats.some(({ id }) => id === chat)) earlier.clear();
      else forgetChat();
    }
    visitor = frame.visitor;
    standing.setAvailability(frame);
    fileBytes = frame.limits.fileBytes;
    config = frame.config;
    if (frame.token) options.token.write(frame.token);
    if (frame.epoch !== epoch) {
      replica.clear();
      earlier.clear();
    }
    epoch = frame.epoch;
    // A new visitor of the same log: the one before was erased, and is not to come back.
    if (frame.token) outbox.forgetSettled(epoch);
    if (outbox.offerAgain(epoch)) outbox.retargetLost(frame.chats);
    const [newest, ...others] = frame.chats;
    takeUp(newest);
    earlier.list(others);
  }

  /** The chat that is shown from now on. */
  function takeUp(newest?: Pick<ChatHead, 'id' | 'last'> & Partial<ChatHead>): void {
    if (newest?.id !== chat) {
      if (chat && replica.isSettled()) earlier.add({ id: chat, view: replica.view() });
      replica.clear();
      isBeginning = false;
    }
    chat = newest?.id ?? null;
    replica.begin(newest?.last ?? 0);
    marks.begin(newest);
    standing.leaveQueue();
  }

  function onEvent({ type, ...event }: Extract<ToVisitorFrame, { type: 'event' }>): void {
    if (event.chat !== chat) {
      // Else a message, perhaps another tab's, began a chat: its id tells that it is later (RFC 9562, version 7).
      if (earlier.take(event) || (event.prev !== 0 && chat && event.chat < chat)) return;
      takeUp({ id: event.chat, last: 0 });
    }
    replica.take(event);
    if (replica.has(event.id)) sender.onLogged(event.id, event.chat);
    if (event.author.role === 'operator') {
      typing.unmark(event.author.id);
      marks.came();
    }
    sender.pump();
    // Nobody draws a log that is still coming: each drawing costs as much as all of it.
    if (!replica.isSettled()) return;
    const { state: stands } = replica.view();
    if (stands !== 'queued') standing.leaveQueue();
    if (stands !== 'closed') isBeginning = false;
    listeners.changed();
  }

  /** The token is void: what is still unsent begins a new chat of a new visitor. */
  function forgetVisitor(): void {
    hello.onTokenRefused();
    if (chat) outbox.retarget(chat, 'new');
    forgetChat();
  }

  function forgetChat(): void {
    replica.clear();
    earlier.clear();
    visitor = null;
    chat = null;
    isBeginning = false;
    epoch = '';
    standing.leaveQueue();
    marks.begin();
    listeners.changed();
  }

  return {
    getState() {
      state ??= makeState();
      return state;
    },
    subscribe: listeners.subscribe,
    connect: connection.connect,
    disconnect: () => connection.disconnect({ type: 'bye' }),
    send(event) {
      checkText(event);
      const id = newId(outbox.lastId());
      typingRate.reset();
      const at = environment.now();
      const to = (!isBeginning && chat) || 'new';
      outbox.add({ id, chat: to, event, at, state: { name: 'sending' } });
      listeners.changed();
      connection.connect();
      sender.pump();
      return id;
    },
    startChat(begins = true) {
      isBeginning = begins && replica.view().state === 'closed';
      listeners.changed();
    },
    readEarlier: earlier.readNext,
    retry(id) {
      outbox.retry(id);
      listeners.changed();
      connection.connect();
      sender.pump();
    },
    discard(id) {
      outbox.discard(id);
      listeners.changed();
    },
    typing(text) {
      if (chat && (text !== undefined || typingRate.take())) {
        connection.send({ type: 'typing', chat, ...(text !== undefined && { text }) });
      }
    },
    markSeen() {
      if (marks.see()) listeners.changed();
    },
    setPage({ url, title }) {
      connection.send({ type: 'page', url, title });
    },
    identify: self.identify,
    recordConsent: self.recordConsent,
    track: self.track,
    moveStore(from, to) {
      moveEntries(from, to, prefix);
      stopWatching();
      stopWatching = watchStore();
      outbox.reload();
      listeners.changed();
    },
    reset() {
      connection.disconnect({ type: 'bye', forget: true });
      outbox.clear();
      options.token.clear();
      self.clear();
      forgetChat();
    },
    destroy() {
      connection.destroy();
      sender.destroy();
      typing.clear();
      replica.pause();
      marks.destroy();
      stopWatching();
      stopLeaving();
      environment.holdPage(false);
      listeners.clear();
    },
  };
}
