import type {
  ChatId,
  EventId,
  OperatorFrame,
  ToOperatorFrame,
  VisitorId,
  VisitorsShown,
  WatchVisitors,
} from '../protocol/index.ts';
import type { Refusal } from './types.ts';

/** The relay refused what was asked of it. */
export class RefusedError extends Error {
  readonly refusal: Refusal;
  constructor(refusal: Refusal) {
    super(refusal.reason);
    this.name = 'RefusedError';
    this.refusal = refusal;
  }
}

/** Who is on the sites, for an operator who looks; and a first message to one of them. */
export interface VisitorList {
  /** The part that is looked at; null while nobody looks, or the relay has not told yet. */
  readonly shown: VisitorsShown | null;
  /** Looks at a part of the list, until `unwatch`; also after the line was lost. */
  watch(wish: WatchVisitors): void;
  unwatch(): void;
  /**
   * Writes to a visitor, and gives back their chat. Rejects with a RefusedError where the relay refuses it, and with another one where
   * the line is lost: the same text may then be sent again, and is not said twice.
   */
  startChat(visitor: VisitorId, text: string): Promise<ChatId>;
}

/** The same, for the client that has the line. */
export interface VisitorListOnLine extends VisitorList {
  take(frame: ToOperatorFrame): frame is Extract<ToOperatorFrame, { type: 'visitors' }>;
  /** Whether the answer was to one of its own. */
  onAnswer(frame: Extract<ToOperatorFrame, { type: 'sent' | 'refused' }>): boolean;
  onLine(): void;
  onLineLost(): void;
}

interface Waiting {
  readonly said: string;
  readonly resolve: (chat: ChatId) => void;
  readonly reject: (reason: Error) => void;
}

/** `send` gives back whether there was a line. */
export function createVisitorList(
  send: (frame: OperatorFrame) => boolean,
  newId: () => EventId,
  onChange: () => void,
): VisitorListOnLine {
  const waiting = new Map<string, Waiting>();
  /** Ids of what was not answered yet, by what was said to whom. */
  const unanswered = new Map<string, EventId>();
  let wish: WatchVisitors | null = null;
  let shown: VisitorsShown | null = null;

  return {
    get shown() {
      return shown;
    },
    watch(next) {
      wish = next;
      send({ type: 'watchVisitors', ...next });
    },
    unwatch() {
      wish = null;
      shown = null;
      send({ type: 'unwatchVisitors' });
      onChange();
    },
    startChat(visitor, text) {
      const said = `${visitor} ${text}`;
      const id = unanswered.get(said) ?? newId();
      unanswered.set(said, id);
      return new Promise((resolve, reject) => {
        if (!send({ type: 'startChat', id, visitor, text })) reject(new Error(''));
        else waiting.set(id, { said, resolve, reject });
      });
    },
    take(frame): frame is Extract<ToOperatorFrame, { type: 'visitors' }> {
      if (frame.type !== 'visitors') return false;
      const { type, ...part } = frame;
      if (wish) shown = part;
      onChange();
      return true;
    },
    onAnswer(frame) {
      const asked = waiting.get(frame.id ?? '');
      if (!asked) return false;
      waiting.delete(frame.id ?? '');
      unanswered.delete(asked.said);
      if (frame.type === 'sent') asked.resolve(frame.chat);
      else asked.reject(new RefusedError(refusalIn(frame)));
      return true;
    },
    onLine() {
      if (wish) send({ type: 'watchVisitors', ...wish });
    },
    onLineLost() {
      for (const { reject } of waiting.values()) reject(new Error(''));
      waiting.clear();
    },
  };
}

function refusalIn({
  code,
  message: reason,
  values,
}: Extract<ToOperatorFrame, { type: 'refused' }>): Refusal {
  // The relay's code is one of the table; an unknown one of a later version is shown by its sentence all the same.
  return { code: code as Refusal['code'], reason, values };
}
