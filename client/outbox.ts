import type { ChatHead, ChatId, EventId } from '../protocol/index.ts';
import type { KeyValueStore, Pending, Refusal } from './types.ts';

/**
 * What was written and is not in the log yet, and the last few that are: should the relay come back with an older log,
 * they are offered again. One store entry a message, so that tabs never overwrite one another's, and any tab may send any
 * entry, because the relay takes a repeat as one.
 */
export interface Outbox {
  /** What is not in the log yet, in the order it was written. */
  list(): readonly Pending[];
  /** The greatest id that is kept, of whichever tab; missing when there is none. */
  lastId(): EventId | undefined;
  add(entry: Pending): void;
  /** The log of this epoch has it, in this chat. */
  settle(id: EventId, chat: ChatId, epoch: string): void;
  discard(id: EventId): void;
  fail(id: EventId, refusal: Refusal): void;
  retry(id: EventId): void;
  /** Entries for one chat, or for `new`, go elsewhere from now on. */
  retarget(from: ChatId | 'new', to: ChatId | 'new'): void;
  /** What belongs to a chat that is none of these begins a new one: an older log does not have it, or it is another visitor's. */
  retargetLost(known: readonly ChatHead[]): void;
  /** The relay's log is of this epoch: what an earlier one had is to be sent again. True where there is something. */
  offerAgain(epoch: string): boolean;
  /** The relay knows nothing of its own log's entries any more, on purpose: they are not offered again. */
  forgetSettled(epoch: string): void;
  /** Reads the store again after another tab changed it. */
  reload(): void;
  clear(): void;
}

/** Settled entries that are kept. */
const KEPT = 20;

type Settled = Omit<Pending, 'state'> & { state: { name: 'settled'; epoch: string } };
type Entry = Pending | Settled;

export function createOutbox(store: () => KeyValueStore, prefix: string): Outbox {
  let pending: readonly Pending[] = [];
  let settled: readonly Settled[] = [];

  function reload(): void {
    const found = store().keys(prefix);
    const entries = found.flatMap((key) => parse(store().get(key)));
    pending = entries.filter(isPending);
    settled = entries.filter(isSettled);
  }

  function write(entry: Entry): void {
    store().set(prefix + entry.id, JSON.stringify(entry));
  }

  function remove(id: EventId): void {
    store().delete(prefix + id);
  }

  function change(id: EventId, changed: Partial<Entry>): void {
    // Both kinds of entries differ in their state alone, which is always given.
    for (const entry of pending) if (entry.id === id) write({ ...entry, ...changed } as Entry);
    reload();
  }

  function removeSettled(which: (entry: Settled, index: number) => boolean): void {
    const removed = settled.filter(which);
    for (const { id } of removed) remove(id);
    if (removed.length > 0) reload();
  }

  function retarget(which: (chat: ChatId | 'new') => boolean, to: ChatId | 'new'): void {
    reload();
    for (const entry of pending) if (which(entry.chat)) write({ ...entry, chat: to });
    reload();
  }

  reload();
  return {
    list: () => pending,
    // Only this module writes under its prefix, and its keys end with ids.
    lastId: () => store().keys(prefix).at(-1)?.slice(prefix.length) as EventId | undefined,
    add(entry) {
      write(entry);
      reload();
    },
    settle(id, chat, epoch) {
      change(id, { chat, state: { name: 'settled', epoch } });
      removeSettled((_entry, index) => index < settled.length - KEPT);
    },
    discard(id) {
      remove(id);
      reload();
    },
    fail: (id, refusal) => change(id, { state: { name: 'failed', ...refusal } }),
    retry: (id) => change(id, { state: { name: 'sending' } }),
    retarget: (from, to) => retarget((chat) => chat === from, to),
    retargetLost(known) {
      retarget((chat) => chat !== 'new' && !known.some(({ id }) => id === chat), 'new');
    },
    offerAgain(epoch) {
      // Another tab may have settled what this one still takes for unsent: all of it or none keeps the order.
      reload();
      const lost = settled.filter((entry) => entry.state.epoch !== epoch);
      for (const entry of lost) write({ ...entry, state: { name: 'sending' } });
      reload();
      return lost.length > 0;
    },
    forgetSettled(epoch) {
      reload();
      removeSettled(({ state }) => state.epoch === epoch);
    },
    reload,
    clear() {
      for (const key of store().keys(prefix)) store().delete(key);
      reload();
    },
  };
}

function isPending(entry: Entry): entry is Pending {
  return entry.state.name !== 'settled';
}

function isSettled(entry: Entry): entry is Settled {
  return entry.state.name === 'settled';
}

function parse(text: string | undefined): Entry[] {
  try {
    // Only this module writes under its prefix.
    return text === undefined ? [] : [JSON.parse(text) as Entry];
  } catch {
    // Somebody else's writing: nothing of ours is lost by passing it over.
    return [];
  }
}
