import type { ChatHead, ChatId } from '../protocol/index.ts';
import { createReplica, type Replica } from './replica.ts';
import type { EarlierChat, EarlierState } from './types.ts';

/** The visitor's chats before the one that is shown, read one after another, each as a whole. */
export interface EarlierChats {
  readonly state: EarlierState;
  /** What the relay says there is, the newest first; those that are read already are passed over. */
  list(heads: readonly ChatHead[]): void;
  /** This chat was shown until now: a new one follows it. */
  add(chat: EarlierChat): void;
  /** Reads the next one back, unless one is being read. */
  readNext(): void;
  /** Takes an event of another chat than the shown one; false where it is of none of these. */
  take(event: Parameters<Replica['take']>[0]): boolean;
  /** The line is gone, and with it what was asked for. */
  pause(): void;
  clear(): void;
}

/** `fetch` asks the relay for a chat's events after a seq; `onChange` hears when one is asked for and when it is here. */
export function createEarlierChats(
  fetch: (chat: ChatId, after: number) => void,
  onChange: () => void,
): EarlierChats {
  let read: readonly EarlierChat[] = [];
  let left: readonly Pick<ChatHead, 'id' | 'last'>[] = [];
  let reading: Replica | undefined;

  function keep(chat: EarlierChat): void {
    reading = undefined;
    left = left.filter(({ id }) => id !== chat.id);
    read = [chat, ...read];
    onChange();
  }

  return {
    get state() {
      return { read, left: left.length, isReading: reading !== undefined };
    },
    list(heads) {
      reading = undefined;
      left = heads.filter((head) => !read.some(({ id }) => id === head.id));
    },
    add(chat) {
      read = [...read, chat];
    },
    readNext() {
      const [next] = left;
      if (!next || reading) return;
      reading = createReplica((after) => fetch(next.id, after));
      reading.begin(next.last);
      reading.recheck();
      onChange();
    },
    take(event) {
      const [next] = left;
      if (event.chat === next?.id && reading) {
        reading.take(event);
        if (reading.isSettled()) keep({ id: next.id, view: reading.view() });
        return true;
      }
      return [...left, ...read].some(({ id }) => id === event.chat);
    },
    pause() {
      reading = undefined;
    },
    clear() {
      read = [];
      left = [];
      reading = undefined;
    },
  };
}
