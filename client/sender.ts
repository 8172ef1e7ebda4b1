import type { ChatId, EventId, RelayFrame } from '../protocol/index.ts';
import type { Outbox } from './outbox.ts';
import type { Pending, Refusal } from './types.ts';

const RETRY_MS = 2_000;

export interface SenderOptions {
  readonly outbox: Outbox;
  /** Puts one entry on the line; false when there is no line. */
  readonly transmit: (entry: Pending) => boolean;
  /** Entries of one lane leave one after another. */
  readonly laneOf: (entry: Pending) => string;
  /** Whether the replica of a chat has caught up, so that what was committed already is known. */
  readonly isSettled: (chat: ChatId | 'new') => boolean;
  /** The epoch of the log that acknowledges. */
  readonly epoch: () => string;
  readonly onChange: () => void;
}

/** Sends the outbox: one unacknowledged message per lane, in order, until each is in the log or refused for good. */
export interface Sender {
  /** Sends what may be sent now. */
  pump(): void;
  onSent(frame: Extract<RelayFrame, { type: 'sent' }>): void;
  onRefused(frame: Extract<RelayFrame, { type: 'refused' }>): void;
  /** An event of this id stands in the log. */
  onLogged(id: EventId, chat: ChatId): void;
  /** The line is gone: what was under way is sent again on the next one. */
  onLineLost(): void;
  destroy(): void;
}

export function createSender(options: SenderOptions): Sender {
  const { outbox, transmit, laneOf, isSettled, epoch, onChange } = options;
  /** What is under way, by lane. */
  const underWay = new Map<string, EventId>();
  const retryTimers = new Map<EventId, ReturnType<typeof setTimeout>>();

  function pump(): void {
    for (const entry of outbox.list()) {
      const lane = laneOf(entry);
      const isFree = !underWay.has(lane) && isSettled(entry.chat);
      if (entry.state.name !== 'sending' || !isFree) continue;
      if (!transmit(entry)) return;
      underWay.set(lane, entry.id);
    }
  }

  function free(id: string | undefined): void {
    for (const [lane, under] of underWay) if (under === id) underWay.delete(lane);
  }

  function settle(id: EventId, chat: ChatId): void {
    free(id);
    outbox.settle(id, chat, epoch());
    onChange();
    pump();
  }

  function retryLater(id: EventId, seconds: number | undefined): void {
    clearTimeout(retryTimers.get(id));
    const again = () => {
      retryTimers.delete(id);
      free(id);
      pump();
    };
    retryTimers.set(id, setTimeout(again, seconds === undefined ? RETRY_MS : seconds * 1000));
  }

  function forgetTimers(): void {
    for (const timer of retryTimers.values()) clearTimeout(timer);
    retryTimers.clear();
  }

  return {
    pump,
    onSent({ id, chat }) {
      const entry = outbox.list().find((one) => one.id === id);
      if (entry?.chat === 'new') outbox.retarget('new', chat);
      settle(id, chat);
    },
    onRefused({ id, code, message: reason, values, final, retryAfter }) {
      const entry = outbox.list().find((one) => one.id === id);
      // Another tab was quicker.
      if (!entry) return free(id);
      if (!final) {
        // It stays under way until then, so that nothing else of its lane overtakes it.
        retryLater(entry.id, retryAfter);
        return;
      }
      free(entry.id);
      // The relay's code is one of the table; an unknown one of a later version is shown by its sentence all the same.
      outbox.fail(entry.id, { code: code as Refusal['code'], reason, values });
      onChange();
      pump();
    },
    onLogged: (id, chat) => {
      if (outbox.list().some((entry) => entry.id === id)) settle(id, chat);
    },
    onLineLost() {
      underWay.clear();
      forgetTimers();
    },
    destroy: forgetTimers,
  };
}
