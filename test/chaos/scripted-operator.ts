import { createOperatorClient, createStores, type OperatorClient } from '../../client/index.ts';
import type { ChatId, EventId } from '../../protocol/index.ts';
import type { Random } from '../helpers/seeded-random.ts';
import { type LineCounts, type PageEnvironment, pageEnvironment } from './page-environment.ts';

/** An operator who watches chats and writes messages and notes into them. */
export interface ScriptedOperator {
  /** Ids of everything that was written, by chat, in order. */
  readonly written: ReadonlyMap<ChatId, EventId[]>;
  readonly count: number;
  watch(chat: ChatId): void;
  isQuiet(): boolean;
  /** The whole log of a chat as this operator has it. */
  seen(chat: ChatId): readonly { id: EventId; seq: number }[];
  act(): void;
  /** The page is looked at again. */
  wake(): void;
  destroy(): void;
}

const MAX_PENDING = 8;
const NOTE_ONE_IN = 8;
const RELOAD_ONE_IN = 400;
/** A page that is looked at again probes its line; one that stalled is noticed sooner. */
const WAKE_ONE_IN = 200;

export function scriptOperator(
  relay: string,
  headers: { origin: string; cookie: string },
  random: Random,
  counts: LineCounts,
): ScriptedOperator {
  const store = createStores().page;
  const written = new Map<ChatId, EventId[]>();
  let count = 0;
  let surroundings: PageEnvironment;
  let client = open();

  function open(): OperatorClient {
    surroundings = pageEnvironment(headers, random, counts);
    const opened = createOperatorClient({ relay, store }, pageEnvironment(headers, random, counts));
    opened.connect();
    for (const chat of written.keys()) opened.watch(chat);
    return opened;
  }

  function pending(): number {
    let sum = 0;
    for (const chat of client.getState().open.values()) sum += chat.pending.length;
    return sum;
  }

  return {
    written,
    get count() {
      return count;
    },
    watch(chat) {
      if (!written.has(chat)) written.set(chat, []);
      client.watch(chat);
    },
    isQuiet: () => client.getState().connection.name === 'open' && pending() === 0,
    seen: (chat) =>
      (client.getState().open.get(chat)?.events ?? []).map(({ id, seq }) => ({ id, seq })),
    act() {
      if (random.between(1, WAKE_ONE_IN) === 1) surroundings.wake();
      if (random.between(1, RELOAD_ONE_IN) === 1) {
        client.destroy();
        client = open();
      }
      const [first, ...rest] = written.keys();
      if (!first || pending() >= MAX_PENDING) return;
      const chat = random.pick([first, ...rest]);
      const kind = random.between(1, NOTE_ONE_IN) === 1 ? 'note' : 'message';
      count += 1;
      written.get(chat)?.push(client.send(chat, { kind, text: `answer ${count}` }));
    },
    wake: () => surroundings.wake(),
    destroy: () => client.destroy(),
  };
}
