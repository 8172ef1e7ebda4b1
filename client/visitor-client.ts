import type {
  ChatHead,
  ChatId,
  ConsentRecord,
  SiteSettings,
  ToVisitorFrame,
  VisitorFrame,
  VisitorHello,
  VisitorId,
} from '../protocol/index.ts';
import { LIMITS, NAMES } from '../protocol/index.ts';
import { checkText } from './check-text.ts';
import { createConnection } from './connection.ts';
import { createDeliveryMarks } from './delivery-marks.ts';
import { browserEnvironment, type Environment } from './environment.ts';
import { sayFarewell } from './farewell.ts';
import { createListeners } from './listeners.ts';
import { createMessageIds } from './message-id.ts';
import { createOutbox } from './outbox.ts';
import { createReplica } from './replica.ts';
import { createSender } from './sender.ts';
import type {
  ConnectionState,
  Pending,
  VisitorClient,
  VisitorClientOptions,
  VisitorState,
} from './types.ts';
import { createTypingMarks, createTypingRate } from './typing.ts';

/** Store keys of one site's outbox begin with this and the site's key. */
const OUTBOX = 'counterbell:outbox:';
const NO_MARKS = { visitor: 0, operator: 0 };

/** Makes the headless visitor. `environment` is the browser's own unless a test or another program hands one in. */
export function createVisitorClient(
  options: VisitorClientOptions,
  environment: Environment = browserEnvironment(),
): VisitorClient {
  const prefix = `${OUTBOX}${options.site}:`;
  const newId = createMessageIds(environment.now);
  const replica = createReplica((after) => {
    if (chat) connection.send({ type: 'fetch', chat, after, limit: LIMITS.fetchEvents });
  });
  const outbox = createOutbox(options.store, prefix);
  const listeners = createListeners(() => {
    state = undefined;
    environment.holdPage(!options.store().outlivesPage && outbox.list().some(isSending));
  });
  const typing = createTypingMarks<true>(listeners.changed);
  const typingRate = createTypingRate(environment.now);
  const marks = createDeliveryMarks<true>();

  let visitor: VisitorId | null = null;
  let chat: ChatId | null = null;
  let epoch = '';
  let seen = NO_MARKS;
  let delivered = NO_MARKS;
  let accepting: boolean | null = null;
  let position = 0;
  let config: SiteSettings | null = null;
  /** Said again on the next line: the relay may not have heard it. */
  let identity: { name?: string; email?: string } | null = null;
  let consents: ConsentRecord[] = [];

  const connection = createConnection<ToVisitorFrame, VisitorFrame>({
    environment,
    url: options.relay + NAMES.visitorSocket,
    hello,
    onFrame,
    onState,
    onTokenRefused: forgetVisitor,
    loadHttpLine: async () => {
      const { createHttpLine } = await import('./http-line.ts');
      return (address) => createHttpLine(address, environment);
    },
  });
  const sender = createSender({
    outbox,
    transmit: ({ id, chat: to, event }) =>
      // A visitor's outbox holds what `send` put there: a visitor's events.
      connection.send({ type: 'send', id, chat: to, event } as VisitorFrame),
    isSettled: replica.isSettled,
    // Also what was written before its chat had a name is one conversation.
    laneOf: () => '',
    epoch: () => epoch,
    onChange: listeners.changed,
  });
  let state: VisitorState | undefined;
  let stopWatching = watchStore();
  const stopLeaving = environment.onLeave(() => {
    sayFarewell(environment, options.relay, hello(), outbox.list());
  });

  function makeState(): VisitorState {
    return {
      connection: connection.state,
      visitor,
      chat,
      view: replica.view(),
      pending: outbox.list().filter(({ id }) => !replica.has(id)),
      accepting,
      position,
      typing: typing.now.length > 0,
      seen,
      delivered,
      config,
    };
  }

  function watchStore(): () => void {
    return options.store().onChange(prefix, () => {
      outbox.reload();
      sender.pump();
      listeners.changed();
    });
  }

  function hello(): VisitorHello {
    const token = options.token.read();
    return {
      type: 'hello',
      site: options.site,
      page: options.page(),
      language: options.language(),
      ...(token && { token }),
      ...(chat && { chat: { id: chat, after: replica.last, epoch } }),
    };
  }

  function onState(next: ConnectionState): void {
    if (next.name !== 'open') {
      replica.pause();
      typing.clear();
      sender.onLineLost();
    } else {
      if (identity) connection.send({ type: 'identify', ...identity });
      for (const consent of consents) connection.send({ type: 'consent', consent });
      consents = [];
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
        sender.onSent(frame);
        break;
      case 'refused':
        sender.onRefused(frame);
        break;
      case 'typing':
        if (frame.chat === chat && frame.author.role === 'operator') {
          typing.mark(frame.author.id, true);
        }
        break;
      case 'seen':
        if (frame.chat === chat) seen = { ...seen, [frame.role]: frame.seq };
        break;
      case 'delivered':
        if (frame.chat === chat) delivered = { ...delivered, [frame.role]: frame.seq };
        break;
      case 'queue':
        position = frame.position;
        break;
      case 'presence':
        accepting = frame.accepting;
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
    visitor = frame.visitor;
    accepting = frame.accepting;
    config = frame.config;
    if (frame.token) options.token.write(frame.token);
    if (frame.epoch !== epoch) replica.clear();
    epoch = frame.epoch;
    // A new visitor of the same log: the one before was erased, and is not to come back.
    if (frame.token) outbox.forgetSettled(epoch);
    if (outbox.offerAgain(epoch)) retargetLost(frame.chats);
    takeUp(frame.chats[0]);
  }

  /** What belonged to a chat that the older log does not have begins a new one. */
  function retargetLost(known: readonly ChatHead[]): void {
    for (const { chat: to } of outbox.list()) {
      if (to !== 'new' && !known.some(({ id }) => id === to)) outbox.retarget(to, 'new');
    }
  }

  /** The chat that is shown from now on. */
  function takeUp(newest: ChatHead | undefined): void {
    if (newest?.id !== chat) replica.clear();
    chat = newest?.id ?? null;
    replica.begin(newest?.last ?? 0);
    seen = newest?.seen ?? NO_MARKS;
    delivered = newest?.delivered ?? NO_MARKS;
    position = 0;
  }

  function onEvent({ type, ...event }: Extract<ToVisitorFrame, { type: 'event' }>): void {
    if (event.chat !== chat) {
      // A first message, perhaps another tab's, made a chat; events of an older chat are not shown.
      if (event.prev !== 0) return;
      takeUp({ id: event.chat, last: 0, state: 'unanswered', seen: NO_MARKS, delivered: NO_MARKS });
    }
    replica.take(event);
    if (replica.has(event.id)) sender.onLogged(event.id, event.chat);
    if (event.author.role === 'operator') {
      typing.unmark(event.author.id);
      marks.soon(true, tellDelivered);
    }
    sender.pump();
    // Nobody draws a log that is still coming: each drawing costs as much as all of it.
    if (!replica.isSettled()) return;
    if (replica.view().state !== 'queued') position = 0;
    listeners.changed();
  }

  function tellDelivered(): boolean {
    const { last } = replica;
    if (!chat || last <= Math.max(seen.visitor, delivered.visitor)) return false;
    if (!connection.send({ type: 'delivered', chat, seq: last })) return false;
    delivered = { ...delivered, visitor: last };
    return true;
  }

  /** The token is void: what is still unsent begins a new chat of a new visitor. */
  function forgetVisitor(): void {
    options.token.clear();
    if (chat) outbox.retarget(chat, 'new');
    forgetChat();
  }

  function forgetChat(): void {
    replica.clear();
    visitor = null;
    chat = null;
    epoch = '';
    position = 0;
    seen = NO_MARKS;
    delivered = NO_MARKS;
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
      outbox.add({ id, chat: chat ?? 'new', event, at, state: { name: 'sending' } });
      listeners.changed();
      connection.connect();
      sender.pump();
      return id;
    },
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
    typing() {
      if (chat && typingRate.take()) connection.send({ type: 'typing', chat });
    },
    markSeen() {
      const { last } = replica;
      if (!chat || last <= seen.visitor) return;
      if (!connection.send({ type: 'seen', chat, seq: last })) return;
      seen = { ...seen, visitor: last };
      listeners.changed();
    },
    setPage({ url, title }) {
      connection.send({ type: 'page', url, title });
    },
    identify(who) {
      identity = { ...identity, ...who };
      connection.send({ type: 'identify', ...identity });
    },
    recordConsent(consent) {
      if (!connection.send({ type: 'consent', consent })) consents.push(consent);
    },
    moveStore(from, to) {
      for (const key of from.keys(prefix)) {
        const value = from.get(key);
        if (value !== undefined) to.set(key, value);
        from.delete(key);
      }
      stopWatching();
      stopWatching = watchStore();
      outbox.reload();
      listeners.changed();
    },
    reset() {
      connection.disconnect({ type: 'bye', forget: true });
      outbox.clear();
      options.token.clear();
      identity = null;
      consents = [];
      forgetChat();
    },
    destroy() {
      connection.destroy();
      sender.destroy();
      typing.clear();
      marks.clear();
      stopWatching();
      stopLeaving();
      environment.holdPage(false);
      listeners.clear();
    },
  };
}

function isSending({ state }: Pending): boolean {
  return state.name === 'sending';
}
