import type {
  Author,
  ChatId,
  ChatSummary,
  OperatorFrame,
  OperatorPresence,
  ToOperatorFrame,
} from '../protocol/index.ts';
import { LIMITS, NAMES } from '../protocol/index.ts';
import { checkText } from './check-text.ts';
import { createConnection } from './connection.ts';
import { createDeliveryMarks } from './delivery-marks.ts';
import { browserEnvironment, type Environment } from './environment.ts';
import { createListeners } from './listeners.ts';
import { createMessageIds } from './message-id.ts';
import { createOutbox } from './outbox.ts';
import { createReplica, type Replica } from './replica.ts';
import { createSender } from './sender.ts';
import type {
  ConnectionState,
  OperatorChat,
  OperatorClient,
  OperatorClientOptions,
  OperatorState,
} from './types.ts';
import {
  createTypingMarks,
  createTypingRate,
  type TypingMarks,
  type TypingRate,
} from './typing.ts';

const OUTBOX = 'counterbell:operator-outbox:';
/** So many chats are asked for at once, and then one after another, which leaves room for what the operator writes. */
const ASKED_AT_ONCE = LIMITS.frameBurst / 2;
const ASK_EVERY_MS = 2_000 / LIMITS.framesPerSecond;

type MarkFrame = Extract<ToOperatorFrame, { type: 'seen' | 'delivered' }>;

interface Watched {
  readonly replica: Replica;
  readonly typing: TypingMarks<Author>;
  readonly typingRate: TypingRate;
  seen: number;
}

/** Makes the headless operator. `environment` is the browser's own unless somebody hands one in. */
export function createOperatorClient(
  options: OperatorClientOptions,
  environment: Environment = browserEnvironment(),
): OperatorClient {
  const newId = createMessageIds(environment.now);
  const outbox = createOutbox(() => options.store, OUTBOX);
  const listeners = createListeners(() => {
    state = undefined;
  });
  const marks = createDeliveryMarks<ChatId>();
  const watched = new Map<ChatId, Watched>();
  const chats = new Map<ChatId, ChatSummary>();
  /** A copy to show, which later changes do not touch. */
  let shownChats: ReadonlyMap<ChatId, ChatSummary> | undefined;
  let operators: readonly OperatorPresence[] = [];
  let me: OperatorPresence | null = null;
  let epoch = '';
  let askTimer: ReturnType<typeof setTimeout> | undefined;

  const connection = createConnection<ToOperatorFrame, OperatorFrame>({
    environment,
    url: options.relay + NAMES.operatorSocket,
    hello: () => ({ type: 'hello' }),
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
  let state: OperatorState | undefined;
  const stopWatching = options.store.onChange(OUTBOX, () => {
    outbox.reload();
    sender.pump();
    listeners.changed();
  });

  function makeState(): OperatorState {
    const open = new Map<ChatId, OperatorChat>();
    for (const [id, { replica, typing }] of watched) {
      const pending = outbox.list().filter((entry) => entry.chat === id && !replica.has(entry.id));
      open.set(id, {
        summary: chats.get(id),
        view: replica.view(),
        events: replica.events,
        pending,
        typing: typing.now,
      });
    }
    shownChats ??= new Map(chats);
    return { connection: connection.state, me, chats: shownChats, operators, open };
  }

  function onState(next: ConnectionState): void {
    clearTimeout(askTimer);
    if (next.name === 'open') askForAll();
    else {
      for (const { replica, typing } of watched.values()) {
        replica.pause();
        typing.clear();
      }
      sender.onLineLost();
    }
    sender.pump();
    listeners.changed();
  }

  /** Also at every heartbeat: an event may have been lost on its way, or an earlier question refused. */
  function askForAll(): void {
    const waiting = [...watched.keys()];
    const askSome = (most: number) => {
      for (const chat of waiting.splice(0, most)) askFor(chat);
      if (waiting.length > 0) askTimer = setTimeout(() => askSome(1), ASK_EVERY_MS);
    };
    clearTimeout(askTimer);
    askSome(ASKED_AT_ONCE);
  }

  function askFor(chat: ChatId): void {
    const replica = watched.get(chat)?.replica;
    if (!replica) return;
    const asked = connection.send({ type: 'watch', chat, after: replica.last, epoch });
    if (asked) replica.begin(chats.get(chat)?.last ?? 0);
  }

  function onFrame(frame: ToOperatorFrame): void {
    switch (frame.type) {
      case 'welcome':
        onWelcome(frame);
        break;
      case 'event':
        onEvent(frame);
        break;
      case 'sent':
        sender.onSent(frame);
        break;
      case 'refused':
        sender.onRefused(frame);
        break;
      case 'chat':
        setChat(frame.chat);
        break;
      case 'presence':
        operators = frame.operators;
        me = operators.find(({ id }) => id === me?.id) ?? me;
        break;
      case 'typing':
        if (frame.author.role !== 'system') {
          watched.get(frame.chat)?.typing.mark(frame.author.id, frame.author);
        }
        break;
      case 'seen':
      case 'delivered':
        onMark(frame);
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
    operators = frame.operators;
    chats.clear();
    shownChats = undefined;
    for (const chat of frame.chats) setChat(chat);
  }

  function onEvent({ type, ...event }: Extract<ToOperatorFrame, { type: 'event' }>): void {
    const chat = watched.get(event.chat);
    if (!chat) return;
    chat.replica.take(event);
    if (chat.replica.has(event.id)) sender.onLogged(event.id, event.chat);
    if (event.author.role !== 'system') chat.typing.unmark(event.author.id);
    sender.pump();
  }

  function onMark({ type, chat, role, seq }: MarkFrame): void {
    const summary = chats.get(chat);
    if (!summary) return;
    setChat({ ...summary, [type]: { ...summary[type], [role]: seq } });
  }

  /** For the chats of this operator, and those of nobody. */
  function tellDelivered(id: ChatId): boolean {
    const chat = chats.get(id);
    if (!chat || !isNews(chat) || (chat.operator && chat.operator.id !== me?.id)) return false;
    return connection.send({ type: 'delivered', chat: id, seq: chat.lastFromVisitor });
  }

  function setChat(chat: ChatSummary): void {
    chats.set(chat.id, chat);
    shownChats = undefined;
    if (isNews(chat)) marks.soon(chat.id, () => tellDelivered(chat.id));
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
      const typing = createTypingMarks<Author>(listeners.changed);
      const typingRate = createTypingRate(environment.now);
      watched.set(chat, { replica, typing, typingRate, seen: 0 });
      askFor(chat);
      listeners.changed();
    },
    unwatch(chat) {
      watched.get(chat)?.typing.clear();
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
    setAccepting(accepting) {
      connection.send({ type: 'presence', accepting });
    },
    destroy() {
      connection.destroy();
      sender.destroy();
      clearTimeout(askTimer);
      marks.clear();
      for (const { typing } of watched.values()) typing.clear();
      stopWatching();
      listeners.clear();
    },
  };
}

/** Whether the visitor wrote something of which the relay does not know yet that it came. */
function isNews({ lastFromVisitor, seen, delivered }: ChatSummary): boolean {
  return lastFromVisitor > Math.max(seen.operator, delivered.operator);
}
