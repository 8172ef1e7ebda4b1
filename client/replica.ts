import type { ChatEvent, ChatView } from '../protocol/index.ts';
import { LIMITS } from '../protocol/index.ts';
import { createChatLog } from './chat-log.ts';

/** One chat's replica that asks for what it misses. */
export interface Replica {
  readonly last: number;
  readonly events: readonly ChatEvent[];
  view(): ChatView;
  has(id: string): boolean;
  /** A new line: the relay's log reaches to `head`, and a replay of it has been asked for. */
  begin(head: number): void;
  /** The line is gone: nothing is settled until the next `begin`. */
  pause(): void;
  /** Takes an event in; true when the view may have changed. */
  take(event: ChatEvent): boolean;
  /** Asks whether there is more: an event, or the answer to a question, may have been lost on the way. */
  recheck(): void;
  /** Whether everything the relay is known to have is here. */
  isSettled(): boolean;
  clear(): void;
}

/** `fetch` asks the relay for events after a seq; its answer comes through `take`. */
export function createReplica(fetch: (after: number) => void): Replica {
  const log = createChatLog();
  let head: number | null = null;
  let askedAfter = -1;
  /** Events that came since the last replay or fetch was asked for: that many mean there may be more. */
  let received = 0;

  function ask(): void {
    if (askedAfter === log.last) return;
    askedAfter = log.last;
    received = 0;
    fetch(log.last);
  }

  return {
    get last() {
      return log.last;
    },
    get events() {
      return log.events;
    },
    view: log.view,
    has: log.has,
    begin(to) {
      head = to;
      askedAfter = -1;
      received = 0;
    },
    pause() {
      head = null;
    },
    take(event) {
      const outcome = log.add(event);
      received += 1;
      if (head !== null) head = Math.max(head, event.seq);
      const isBehind = head !== null && log.last < head;
      if (outcome === 'hole' || (isBehind && received >= LIMITS.fetchEvents)) ask();
      return outcome === 'added';
    },
    recheck() {
      askedAfter = -1;
      if (head !== null) ask();
    },
    isSettled: () => head !== null && log.last >= head,
    clear() {
      log.clear();
      head = null;
    },
  };
}
