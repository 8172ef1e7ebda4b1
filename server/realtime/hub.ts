import type { ChatId, VisitorId } from '../../protocol/index.ts';
import type { Bus, Hint } from '../bus/index.ts';

/** A visitor's socket as the hub sees it. */
export interface VisitorReader {
  readonly visitor: VisitorId;
  sendText(frame: string): void;
  /** Whether somebody accepts chats, or a place in the queue, may have changed. */
  onAvailability(): void;
  goAway(spreadMs: number): void;
}

/** An operator's socket as the hub sees it. */
export interface OperatorReader {
  readonly operator: string;
  sendText(frame: string): void;
  /** Rows of the inbox changed. */
  onChats(chats: readonly ChatId[]): void;
  onPresence(): void;
  /** Their account or sessions changed. */
  onAccess(): void;
  goAway(spreadMs: number): void;
}

/** Who on this node listens to what: takes the bus's hints to the sockets they concern. */
export interface Hub {
  addVisitor(reader: VisitorReader): () => void;
  addOperator(reader: OperatorReader): () => void;
  watch(reader: OperatorReader, chat: ChatId): void;
  unwatch(reader: OperatorReader, chat: ChatId): void;
  isOnline(visitor: VisitorId): boolean;
  /** Tells every socket to come back at a random moment within `spreadMs`. */
  goAway(spreadMs: number): void;
  stop(): void;
}

export function createHub(bus: Bus): Hub {
  const visitors = new Map<VisitorId, Set<VisitorReader>>();
  const operators = new Set<OperatorReader>();
  const watchers = new Map<ChatId, Set<OperatorReader>>();
  let changedChats = new Set<ChatId>();
  let presenceChanged = false;

  /** Several changes of one turn are one look at the database. */
  function flush(): void {
    const chats = [...changedChats];
    changedChats = new Set();
    for (const reader of operators) if (chats.length > 0) reader.onChats(chats);
    if (!presenceChanged) return;
    presenceChanged = false;
    for (const reader of operators) reader.onPresence();
    for (const readers of visitors.values()) for (const reader of readers) reader.onAvailability();
  }

  function schedule(): void {
    if (changedChats.size === 0 && !presenceChanged) setImmediate(flush);
  }

  function chatChanged(chat: ChatId): void {
    schedule();
    changedChats.add(chat);
  }

  function availabilityChanged(): void {
    schedule();
    presenceChanged = true;
  }

  function deliver(hint: Extract<Hint, { type: 'events' }>): void {
    for (const { toOperator, toVisitor } of hint.events) {
      for (const reader of watchers.get(hint.chat) ?? []) reader.sendText(toOperator);
      if (toVisitor === null) continue;
      for (const reader of visitors.get(hint.visitor) ?? []) reader.sendText(toVisitor);
    }
    chatChanged(hint.chat);
  }

  const unsubscribe = bus.subscribe((hint) => {
    switch (hint.type) {
      case 'events':
        deliver(hint);
        break;
      case 'chat':
        chatChanged(hint.chat);
        break;
      case 'typing':
        forward(hint, hint.role === 'visitor' ? [] : (visitors.get(hint.visitor) ?? []));
        break;
      case 'seen':
        chatChanged(hint.chat);
        forward(hint, visitors.get(hint.visitor) ?? []);
        break;
      case 'presence':
      case 'queue':
        availabilityChanged();
        break;
      case 'access':
        for (const reader of operators) if (reader.operator === hint.operator) reader.onAccess();
    }
  });

  function forward(
    hint: Extract<Hint, { type: 'typing' | 'seen' }>,
    toVisitors: Iterable<VisitorReader>,
  ): void {
    const from = hint.type === 'typing' ? hint.from : '';
    for (const reader of toVisitors) reader.sendText(hint.frame);
    for (const reader of watchers.get(hint.chat) ?? []) {
      if (reader.operator !== from) reader.sendText(hint.frame);
    }
  }

  return {
    addVisitor: (reader) => addTo(visitors, reader.visitor, reader),
    addOperator(reader) {
      operators.add(reader);
      return () => {
        operators.delete(reader);
        for (const chat of watchers.keys()) removeFrom(watchers, chat, reader);
      };
    },
    watch: (reader, chat) => void addTo(watchers, chat, reader),
    unwatch: (reader, chat) => removeFrom(watchers, chat, reader),
    isOnline: (visitor) => visitors.has(visitor),
    goAway(spreadMs) {
      for (const reader of operators) reader.goAway(spreadMs);
      for (const readers of visitors.values())
        for (const reader of readers) reader.goAway(spreadMs);
    },
    stop: unsubscribe,
  };
}

function addTo<Key, Reader>(map: Map<Key, Set<Reader>>, key: Key, reader: Reader): () => void {
  const set = map.get(key) ?? new Set();
  map.set(key, set.add(reader));
  return () => removeFrom(map, key, reader);
}

function removeFrom<Key, Reader>(map: Map<Key, Set<Reader>>, key: Key, reader: Reader): void {
  const set = map.get(key);
  set?.delete(reader);
  if (set?.size === 0) map.delete(key);
}
