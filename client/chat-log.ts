import type { ChatEvent, ChatView } from '../protocol/index.ts';
import { beginChat } from '../protocol/index.ts';

/** The replica of one chat: its events without holes, whatever order they come in. */
export interface ChatLog {
  /** The last seq that is there with everything before it. */
  readonly last: number;
  readonly events: readonly ChatEvent[];
  view(): ChatView;
  /** Takes an event in; `hole` when something before it is missing. It is kept aside until that has come. */
  add(event: ChatEvent): 'added' | 'known' | 'hole';
  has(id: string): boolean;
  clear(): void;
}

/** Events kept aside at most; more of them come again by `fetch`. */
const MAX_ASIDE = 500;

export function createChatLog(): ChatLog {
  const events: ChatEvent[] = [];
  /** A copy to show, which later events do not change. */
  let shown: readonly ChatEvent[] | undefined;
  let ids = new Set<string>();
  /** By the seq they follow. */
  let aside = new Map<number, ChatEvent>();
  /** Goes on with each event: to begin anew would cost the whole log at each. */
  let reduction = beginChat();
  let view: ChatView | undefined;

  function last(): number {
    return events.at(-1)?.seq ?? 0;
  }

  function append(event: ChatEvent): void {
    events.push(event);
    ids.add(event.id);
    reduction.add(event);
    shown = undefined;
    view = undefined;
  }

  return {
    get last() {
      return last();
    },
    get events() {
      shown ??= [...events];
      return shown;
    },
    view() {
      view ??= reduction.view();
      return view;
    },
    has: (id) => ids.has(id),
    add(event) {
      if (event.seq <= last()) return 'known';
      if (event.prev !== last()) {
        if (aside.size < MAX_ASIDE) aside.set(event.prev, event);
        return 'hole';
      }
      for (let next: ChatEvent | undefined = event; next; next = aside.get(last())) {
        append(next);
        aside.delete(next.prev);
      }
      return 'added';
    },
    clear() {
      events.length = 0;
      shown = undefined;
      ids = new Set();
      aside = new Map();
      reduction = beginChat();
      view = undefined;
    },
  };
}
