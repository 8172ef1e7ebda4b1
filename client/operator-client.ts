import type {
  ChatId,
  GroupPresence,
  OperatorFrame,
  OperatorId,
  OperatorPresence,
  Tag,
  ToOperatorFrame,
} from '../protocol/index.ts';
import { LIMITS, NAMES } from '../protocol/index.ts';
import { createChatSummaries } from './chat-summaries.ts';
import { checkText } from './check-text.ts';
import { createDeliveryMarks, isNews } from './delivery-marks.ts';
import { createDoubtingConnection } from './doubting-connection.ts';
import { browserEnvironment, type Environment } from './environment.ts';
import { createListeners } from './listeners.ts';
import { createMessageIds } from './message-id.ts';
import { createOutbox } from './outbox.ts';
import { dropPastRefusals } from './past-refusals.ts';
import { aheadBy } from './relay-clock.ts';
import { createReplica, type Replica } from './replica.ts';
import { createSender } from './sender.ts';
import { settled } from './settled.ts';
import type {
  ConnectionState,
  OperatorChat,
  OperatorClient,
  OperatorClientOptions,
  OperatorState,
  Typist,
} from './types.ts';
import {
  createTypingMarks,
  createTypingRate,
  type TypingMarks,
  type TypingRate,
} from './typing.ts';
import { createUseMark } from './use-mark.ts';
import { createVisitorList } from './visitor-list.ts';

const OUTBOX = 'counterbell:operator-outbox:';

interface Watched {
  readonly replica: Replica;
  readonly typing: TypingMarks<Typist>;
  readonly looking: TypingMarks<OperatorId>;
  readonly typingRate: TypingRate;
  seen: number;
}

/** Makes the headless operator. `environment` is the browser's own unless somebody hands one in. */
export function createOperatorClient(
  options: OperatorClientOptions,
  environment: Environment = browserEnvironment(),
): OperatorClient {
  /** So many chats are asked for at once, and then one after another, which leaves room for what the operator writes. */
  const askedAtOnce = LIMITS.frameBurst / 2;
  const askEveryMs = 2_000 / LIMITS.framesPerSecond;
  const newId = createMessageIds(environment.now);
  const outbox = createOutbox(() => options.store, OUTBOX);
  const listeners = createListeners(() => {
    state = undefined;
  });
  const marks = createDeliveryMarks<ChatId>();
  const watched = new Map<ChatId, Watched>();
  const chats = createChatSummaries((chat) => {
    if (isNews(chat)) marks.soon(chat.id, () => tellDelivered(chat.id));
  });
  let operators: readonly OperatorPresence[] = [];
  let tags: readonly Tag[] = [];
  let groups: readonly GroupPresence[] = [];
  let me: OperatorPresence | null = null;
  let fileBytes = 0;
  let ahead = 0;
  let epoch = '';
  const use = createUseMark();
  let askTimer: ReturnType<typeof setTimeout> | undefined;

  const connection = createDoubtingConnection<ToOperatorFrame, OperatorFrame>({
    environment,
    url: options.relay + NAMES.operatorSocket,
    hello: () => ({ type: 'hello' }),
    ping: use.take,
    onFrame,
    onState,
    onTokenRefused: () => undefined,
  });
  const sender = createSender({
    outbox,
    // An operator's outbox holds what `send` put there: an operator's events to one chat.
    transmit: ({ id, chat, event }) =>
      connection.send({ type: 'send', id, chat, event } as OperatorFrame),
    // A chat that is not watched has no replica to wait for; a repeat is harmless.
    isSettled: (chat) => (chat !== 'new' && watched.get(chat)?.replica.isSettled()) ?? true,
    laneOf: ({ chat }) => chat,
    epoch: () => epoch,
    onChange: listeners.changed,
  });
  const visitors = createVisitorList(
    connection.send,
    () => newId(outbox.lastId()),
    listeners.changed,
  );
  let state: OperatorState | undefined;
  const stopWatching = options.store.onChange(OUTBOX, () => {
    outbox.reload();
    sender.pump();
    listeners.changed();
  });

  function makeState(): OperatorState {
    const open = new Map<ChatId, OperatorChat>();
    for (const [id, { replica, typing, looking }] of watched) {
      const pending = outbox.list().filter((entry) => entry.chat === id && !replica.has(entry.id));
      open.set(id, {
        summary: chats.get(id),
        view: replica.view(),
        events: replica.events,
        pending,
        typing: typing.now,
        looking: looking.now,
      });
    }
    const shown = { chats: chats.shown, visitors: visitors.shown, open };
    const known = { me, fileBytes, ahead, operators, tags, groups };
    return { connection: connection.state, ...known, ...shown };
  }

  function onState(next: ConnectionState): void {
    clearTimeout(askTimer);
    if (next.name === 'open') visitors.onLine();
    if (next.name === 'open') askForAll();
    else {
      for (const { replica, typing, looking } of watched.values()) {
        replica.pause();
        typing.clear();
        looking.clear();
      }
      sender.onLineLost();
      visitors.onLineLost();
    }
    sender.pump();
    listeners.changed();
  }

  /** Also at every heartbeat: an event may have been lost on its way, or an earlier question refused. */
  function askForAll(): void {
    const waiting = [...watched.keys()];
    const askSome = (most: number) => {
      for (const chat of waiting.splice(0, most)) askFor(chat);
      if (waiting.length > 0) askTimer = setTimeout(() => askSome(1), askEveryMs);
    };
    clearTimeout(askTimer);
    askSome(askedAtOnce);
  }

  function askFor(chat: ChatId): void {
    const replica = watched.get(chat)?.replica;
    if (!replica) return;
    const asked = connection.send({ type: 'watch', chat, after: replica.last, epoch });
    if (asked) replica.begin(chats.get(chat)?.last ?? 0);
  }

  function onFrame(frame: ToOperatorFrame): void {
    if (frame.type === 'welcome' || frame.type === 'visitors')
      ahead = aheadBy(frame.at, environment.now(), ahead);
    if (visitors.take(frame)) return;
    switch (frame.type) {
      case 'welcome':
        onWelcome(frame);
        break;
      case 'event':
        onEvent(frame);
        break;
      case 'sent':
        if (!visitors.onAnswer(frame)) sender.onSent(frame);
        break;
      case 'refused':
        if (!visitors.onAnswer(frame)) sender.onRefused(frame);
        dropPast();
        break;
      case 'chat':
        chats.set(frame.chat);
        break;
      case 'presence':
        operators = frame.operators;
        me = operators.find(({ id }) => id === me?.id) ?? me;
        break;
      case 'tags':
        tags = frame.tags;
        break;
      case 'groups':
        groups = frame.groups;
        break;
      case 'siteGone':
        for (const chat of chats.forgetSite(frame.site)) watched.get(chat)?.replica.clear();
        break;
      case 'typing':
        onTyping(frame);
        break;
      case 'looking':
        onLooking(frame);
        break;
      case 'seen':
      case 'delivered':
        chats.mark(frame);
        break;
      case 'pong':
        askForAll();
        return;
      case 'goaway':
        return;
    }
    listeners.changed();
  }

  function onWelcome(frame: Extract<ToOperatorFrame, { type: 'welcome' }>): void {
    if (frame.epoch !== epoch) for (const { replica } of watched.values()) replica.clear();
    epoch = frame.epoch;
    outbox.offerAgain(epoch);
    me = frame.operator;
    fileBytes = frame.limits.fileBytes;
    operators = frame.operators;
    tags = frame.tags;
    groups = frame.groups;
    chats.clear();
    for (const chat of frame.chats) chats.set(chat);
  }

  function onEvent({ type, ...event }: Extract<ToOperatorFrame, { type: 'event' }>): void {
    const chat = watched.get(event.chat);
    if (!chat) return;
    chat.replica.take(event);
    if (chat.replica.has(event.id)) sender.onLogged(event.id, event.chat);
    if (event.author.role !== 'system') chat.typing.unmark(event.author.id);
    dropPast();
    sender.pump();
  }

  function dropPast(): void {
    dropPastRefusals(outbox, (chat) => watched.get(chat)?.replica, me?.id);
  }

  function onTyping({ chat, author, text }: Extract<ToOperatorFrame, { type: 'typing' }>): void {
    const typing = watched.get(chat)?.typing;
    if (author.role === 'system' || !typing) return;
    // They have deleted what they had written.
    if (text === '') typing.unmark(author.id);
    else
      typing.mark(
        author.id,
        { author, text: text ?? '' },
        text ? LIMITS.previewShownMs : undefined,
      );
  }

  function onLooking({
    chat,
    operator,
    here,
  }: Extract<ToOperatorFrame, { type: 'looking' }>): void {
    const looking = watched.get(chat)?.looking;
    if (here) looking?.mark(operator, operator, LIMITS.lookingShownMs);
    else looking?.unmark(operator);
  }

  /** For the chats of this operator, and those of nobody. */
  function tellDelivered(id: ChatId): boolean {
    const chat = chats.get(id);
    if (!chat || !isNews(chat) || (chat.operator && chat.operator.id !== me?.id)) return false;
    return connection.send({ type: 'delivered', chat: id, seq: chat.lastFromVisitor });
  }

  return {
    getState() {
      state ??= makeState();
      return state;
    },
    subscribe: listeners.subscribe,
    connect: connection.connect,
    disconnect: () => connection.disconnect({ type: 'bye' }),
    watch(chat) {
      if (watched.has(chat)) return;
      const replica = createReplica((after) => {
        connection.send({ type: 'fetch', chat, after, limit: LIMITS.fetchEvents });
      });
      const typing = createTypingMarks<Typist>(listeners.changed);
      const typingRate = createTypingRate(environment.now);
      const looking = createTypingMarks<OperatorId>(listeners.changed);
      watched.set(chat, { replica, typing, looking, typingRate, seen: 0 });
      askFor(chat);
      listeners.changed();
    },
    unwatch(chat) {
      const left = watched.get(chat);
      left?.typing.clear();
      left?.looking.clear();
      if (watched.delete(chat)) connection.send({ type: 'unwatch', chat });
      listeners.changed();
    },
    send(chat, event) {
      checkText(event);
      const id = newId(outbox.lastId());
      watched.get(chat)?.typingRate.reset();
      outbox.add({ id, chat, event, at: environment.now(), state: { name: 'sending' } });
      listeners.changed();
      connection.connect();
      sender.pump();
      return id;
    },
    visitors,
    settled: (id) => settled(outbox, listeners, id),
    retry(id) {
      outbox.retry(id);
      listeners.changed();
      sender.pump();
    },
    discard(id) {
      outbox.discard(id);
      listeners.changed();
    },
    typing(chat) {
      if (watched.get(chat)?.typingRate.take()) connection.send({ type: 'typing', chat });
    },
    markSeen(chat) {
      const open = watched.get(chat);
      if (!open) return;
      const { last } = open.replica;
      if (last <= Math.max(open.seen, chats.get(chat)?.seen.operator ?? 0)) return;
      if (connection.send({ type: 'seen', chat, seq: last })) open.seen = last;
    },
    noteUse: use.note,
    setAccepting(accepting) {
      connection.send({ type: 'presence', accepting });
    },
    destroy() {
      connection.destroy();
      sender.destroy();
      clearTimeout(askTimer);
      marks.clear();
      for (const { typing, looking } of watched.values()) {
        typing.clear();
        looking.clear();
      }
      stopWatching();
      listeners.clear();
    },
  };
}
