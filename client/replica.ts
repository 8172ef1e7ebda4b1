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
  /** A question may have been refused, because there were too many: asks again in a moment. */
  askLater(): void;
  /** Asks whether there is more: an event, or the answer to a question, may have been lost on the way. */
  recheck(): void;
  /** Whether everything the relay is known to have is here. */
  isSettled(): boolean;
  clear(): void;
}

const PAGE = LIMITS.fetchEvents;
/** Answers that are asked for ahead, so that a long log does not take the way there and back for each of its pages. */
const AHEAD = 4;
/** By then the relay takes as many questions again as it does in a second. */
const LATER_MS = 1_000;

/** `fetch` asks the relay for a page of events after a seq; its answer comes through `take`. */
export function createReplica(fetch: (after: number) => void): Replica {
  const log = createChatLog();
  let head: number | null = null;
  let askedAfter = -1;
  /** Everything up to this seq has been asked for. A page reaches further where it holds events that its reader may not see. */
  let askedUpTo = 0;
  let later: ReturnType<typeof setTimeout> | undefined;

  function ask(): void {
    if (later || askedAfter === log.last) return;
    askedAfter = log.last;
    askedUpTo = log.last + PAGE;
    fetch(log.last);
  }

  function askAhead(): void {
    if (later || head === null || log.last >= head) return;
    askedUpTo = Math.max(askedUpTo, log.last);
    while (askedUpTo < head && askedUpTo < log.last + AHEAD * PAGE) {
      fetch(askedUpTo);
      askedUpTo += PAGE;
    }
  }

  function stopWaiting(): void {
    clearTimeout(later);
    later = undefined;
  }

  function recheck(): void {
    askedAfter = -1;
    if (head !== null) ask();
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
      stopWaiting();
      head = to;
      askedAfter = -1;
      askedUpTo = log.last + PAGE;
    },
    pause() {
      stopWaiting();
      head = null;
    },
    take(event) {
      const outcome = log.add(event);
      if (head !== null) head = Math.max(head, event.seq);
      if (outcome === 'hole') ask();
      else askAhead();
      return outcome === 'added';
    },
    askLater() {
      if (head === null || later) return;
      later = setTimeout(() => {
        stopWaiting();
        recheck();
      }, LATER_MS);
    },
    recheck,
    isSettled: () => head !== null && log.last >= head,
    clear() {
      log.clear();
      stopWaiting();
      head = null;
    },
  };
}
