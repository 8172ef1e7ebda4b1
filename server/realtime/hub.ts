import type {
  ChatId,
  OperatorId,
  SiteId,
  ToOperatorFrame,
  VisitorId,
} from '../../protocol/index.ts';
import type { Bus, Hint, HintEvent } from '../bus/index.ts';
import type { ChangedChat } from '../storage/index.ts';
import { createInboxRows, type ReadRows } from './inbox-rows.ts';
import { createLookers } from './lookers.ts';
import { createReaders } from './readers.ts';
import { createTold } from './told.ts';

/** A visitor's socket as the hub sees it. */
export interface VisitorReader {
  readonly visitor: VisitorId;
  readonly site: SiteId;
  push(kind: string, frame: string): void;
  /** Whether somebody accepts chats, or a place in the queue, may have changed. */
  onAvailability(): void;
  /** Who they are, or which chats are theirs, has changed: the line ends, and its client comes back. */
  renew(): void;
  /** Their site was deleted: the line ends, and no client comes back. */
  siteGone(): void;
  goAway(spreadMs: number): void;
}

/** An operator's socket as the hub sees it. */
export interface OperatorReader {
  readonly operator: OperatorId;
  push(kind: string, frame: string): void;
  onPresence(): void;
  /** Their account or sessions changed. */
  onAccess(): void;
  goAway(spreadMs: number): void;
}

/** Who on this node listens to what: takes the bus's hints to the sockets they concern. */
export interface Hub {
  addVisitor(reader: VisitorReader): void;
  /** Once is enough, and twice does no harm; so below. */
  removeVisitor(reader: VisitorReader): void;
  addOperator(reader: OperatorReader): void;
  removeOperator(reader: OperatorReader): void;
  /** Called again with each heartbeat: others who have the chat open hear that this one is still here. */
  watch(reader: OperatorReader, chat: ChatId): void;
  unwatch(reader: OperatorReader, chat: ChatId): void;
  /** Who accepts chats or may write, or places in the queue, may have changed: everybody on this node is told, once for many calls. */
  availabilityChanged(): void;
  /** These chats were written to, perhaps by another node whose hint was lost: whoever misses something here is told. */
  catchUp(chats: readonly ChangedChat[]): Promise<void>;
  /** Rows of the inbox may say other things than before, such as whether a visitor is here: they are read again. */
  rowsChanged(chats: readonly ChatId[]): void;
  /** Tags may have been changed by another node whose hint was lost: operators are told where they were. */
  tagsChanged(): void;
  /** These sites were deleted: their visitors' lines end, and operators are told that their chats are gone. */
  sitesGone(sites: readonly SiteId[]): void;
  /** Every operator's socket asks again whether its session still runs. */
  recheckAccess(): void;
  /** Tells every socket to come back at a random moment within `spreadMs`. */
  goAway(spreadMs: number): void;
  stop(): void;
}

/** What the hub is given besides the bus. */
export interface HubOptions {
  readonly bus: Bus;
  readonly readRows: ReadRows;
  /** All tags, as a `tags` frame. */
  readonly readTags: () => Promise<string>;
  /** The newest event of a chat, and before it the newest that visitors may see where that is another one. */
  readonly readNewest: (chat: ChatId) => Promise<readonly HintEvent[]>;
  readonly onFailure: (error: unknown) => void;
}

export function createHub({ bus, readRows, readTags, readNewest, onFailure }: HubOptions): Hub {
  const visitors = createReaders<VisitorId, VisitorReader>();
  const operators = new Set<OperatorReader>();
  const watchers = new Map<ChatId, Set<OperatorReader>>();
  const lookers = createLookers(bus, watchers);
  const told = createTold();
  const rows = createInboxRows({ operators, told, readRows, onFailure });
  let presenceChanged = false;
  let toldTags = '';
  let tellingTags = Promise.resolve();

  function tellPresence(): void {
    presenceChanged = false;
    for (const reader of operators) reader.onPresence();
    for (const reader of visitors.all()) reader.onAvailability();
  }

  /** Nothing where they are what operators were told last. */
  async function tellTags(): Promise<void> {
    const frame = operators.size === 0 ? '' : await readTags();
    if (frame === toldTags) return;
    toldTags = frame;
    if (frame) for (const reader of operators) reader.push('tags', frame);
  }

  /** One after another, so that an older state never comes last. */
  function tagsChanged(): void {
    tellingTags = tellingTags.then(tellTags).catch(onFailure);
  }

  /** Several changes of one turn are told once. */
  function availabilityChanged(): void {
    if (!presenceChanged) setImmediate(tellPresence);
    presenceChanged = true;
  }

  function deliver(
    hint: Pick<Extract<Hint, { type: 'events' }>, 'chat' | 'visitor' | 'events'>,
  ): void {
    const last = hint.events.at(-1);
    if (last && isReadHere(hint.chat, hint.visitor)) told.upTo(hint.chat, last.seq);
    for (const { toOperator, toVisitor } of hint.events) {
      for (const reader of watchers.get(hint.chat) ?? [])
        reader.push(`event ${hint.chat}`, toOperator);
      if (toVisitor === null) continue;
      for (const reader of visitors.of(hint.visitor)) reader.push(`event ${hint.chat}`, toVisitor);
    }
    rows.changed(hint.chat);
  }

  function isReadHere(chat: ChatId, visitor: VisitorId): boolean {
    return watchers.has(chat) || visitors.has(visitor);
  }

  /** The newest event is enough: its `prev` shows its readers what else they miss, and they ask for it. */
  async function catchUpWith({
    id: chat,
    visitor_id: visitor,
    ...row
  }: ChangedChat): Promise<void> {
    if (operators.size > 0) rows.changed(chat);
    if (!isReadHere(chat, visitor)) return;
    if (told.last(chat) < row.last_seq) {
      deliver({ chat, visitor, events: await readNewest(chat) });
    }
    for (const { kind, frame } of told.newMarks(chat, row)) {
      for (const reader of visitors.of(visitor)) reader.push(kind, frame);
    }
  }

  const unsubscribe = bus.subscribe((hint) => {
    switch (hint.type) {
      case 'events':
        deliver(hint);
        break;
      case 'chat':
        rows.changed(hint.chat);
        break;
      case 'typing':
        forward(hint, hint.role === 'visitor' ? [] : visitors.of(hint.visitor));
        break;
      case 'seen':
      case 'delivered':
        told.mark(hint);
        rows.changed(hint.chat);
        forward(hint, visitors.of(hint.visitor));
        break;
      case 'looking':
        lookers.onHint(hint);
        break;
      case 'presence':
      case 'bans':
        availabilityChanged();
        break;
      case 'access':
        for (const reader of operators) if (reader.operator === hint.operator) reader.onAccess();
        break;
      case 'tags':
        tagsChanged();
        break;
      case 'renewed':
        for (const reader of [...visitors.of(hint.visitor)]) reader.renew();
        break;
      case 'used':
      case 'visitorsAsked':
      case 'visitorsHere':
      case 'sites':
      case 'sighting':
      case 'groups':
      case 'addons':
        break;
    }
  });

  function forward(
    hint: Extract<Hint, { type: 'typing' | 'seen' | 'delivered' }>,
    toVisitors: Iterable<VisitorReader>,
  ): void {
    const from = hint.type === 'typing' ? hint.from : '';
    const kind = `${hint.type} ${hint.chat} ${hint.role}`;
    for (const reader of toVisitors) reader.push(kind, hint.frame);
    for (const reader of watchers.get(hint.chat) ?? []) {
      if (reader.operator !== from) reader.push(kind, hint.frame);
    }
  }

  function unwatch(reader: OperatorReader, chat: ChatId): void {
    if (!watchers.get(chat)?.has(reader)) return;
    removeFrom(watchers, chat, reader);
    lookers.left(reader, chat);
  }

  return {
    addVisitor(reader) {
      visitors.add(reader.visitor, reader);
      bus.presence.visitorCame(reader.visitor);
    },
    removeVisitor(reader) {
      if (visitors.delete(reader.visitor, reader)) bus.presence.visitorLeft(reader.visitor);
    },
    addOperator(reader) {
      operators.add(reader);
      bus.presence.operatorCame(reader.operator);
    },
    removeOperator(reader) {
      if (!operators.delete(reader)) return;
      bus.presence.operatorLeft(reader.operator);
      for (const chat of watchers.keys()) unwatch(reader, chat);
    },
    watch(reader, chat) {
      const isNew = !watchers.get(chat)?.has(reader);
      addTo(watchers, chat, reader);
      lookers.came(reader, chat, isNew);
    },
    unwatch,
    availabilityChanged,
    async catchUp(chats) {
      for (const chat of chats) await catchUpWith(chat);
    },
    rowsChanged(chats) {
      if (operators.size > 0) for (const chat of chats) rows.changed(chat);
    },
    tagsChanged,
    sitesGone(sites) {
      for (const reader of [...visitors.all()]) {
        if (sites.includes(reader.site)) reader.siteGone();
      }
      rows.sitesGone(sites);
      for (const site of sites) {
        const frame: ToOperatorFrame = { type: 'siteGone', site };
        for (const reader of operators) reader.push(`gone ${site}`, JSON.stringify(frame));
      }
      tagsChanged();
    },
    recheckAccess() {
      for (const reader of operators) reader.onAccess();
    },
    goAway(spreadMs) {
      for (const reader of operators) reader.goAway(spreadMs);
      for (const reader of visitors.all()) reader.goAway(spreadMs);
    },
    stop() {
      unsubscribe();
      rows.stop();
    },
  };
}

function addTo<Key, Reader>(map: Map<Key, Set<Reader>>, key: Key, reader: Reader): void {
  const set = map.get(key) ?? new Set();
  map.set(key, set.add(reader));
}

function removeFrom<Key, Reader>(map: Map<Key, Set<Reader>>, key: Key, reader: Reader): void {
  const set = map.get(key);
  set?.delete(reader);
  if (set?.size === 0) map.delete(key);
}
