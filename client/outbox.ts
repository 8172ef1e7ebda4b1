import type { ChatId, EventId, RefusalCode } from '../protocol/index.ts';
import type { KeyValueStore, Pending } from './types.ts';

/**
 * What was written and is not in the log yet. One store entry a message, so that tabs never overwrite one another's, and
 * any tab may send any entry, because the relay takes a repeat as one.
 */
export interface Outbox {
  /** In the order they were written. */
  list(): readonly Pending[];
  add(entry: Pending): void;
  remove(id: EventId): void;
  fail(id: EventId, code: RefusalCode, reason: string): void;
  retry(id: EventId): void;
  /** Entries for one chat, or for `new`, go elsewhere from now on. */
  retarget(from: ChatId | 'new', to: ChatId | 'new'): void;
  /** Reads the store again after another tab changed it. */
  reload(): void;
  clear(): void;
}

export function createOutbox(store: () => KeyValueStore, prefix: string): Outbox {
  let entries: readonly Pending[] = [];

  function reload(): void {
    const found = store().keys(prefix);
    entries = found.flatMap((key) => parse(store().get(key)));
  }

  function write(entry: Pending): void {
    store().set(prefix + entry.id, JSON.stringify(entry));
  }

  function change(id: EventId, state: Pending['state']): void {
    for (const entry of entries) if (entry.id === id) write({ ...entry, state });
    reload();
  }

  reload();
  return {
    list: () => entries,
    add(entry) {
      write(entry);
      reload();
    },
    remove(id) {
      store().delete(prefix + id);
      reload();
    },
    fail: (id, code, reason) => change(id, { name: 'failed', code, reason }),
    retry: (id) => change(id, { name: 'sending' }),
    retarget(from, to) {
      for (const entry of entries) if (entry.chat === from) write({ ...entry, chat: to });
      reload();
    },
    reload,
    clear() {
      for (const key of store().keys(prefix)) store().delete(key);
      reload();
    },
  };
}

function parse(text: string | undefined): Pending[] {
  try {
    // Only this module writes under its prefix.
    return text === undefined ? [] : [JSON.parse(text) as Pending];
  } catch {
    // Somebody else's writing: nothing of ours is lost by passing it over.
    return [];
  }
}
