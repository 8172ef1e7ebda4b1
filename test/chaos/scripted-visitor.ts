import { createStores, createVisitorClient, type VisitorClient } from '../../client/index.ts';
import type { ChatId, EventId, SiteKey, VisitorId, VisitorToken } from '../../protocol/index.ts';
import type { Random } from '../helpers/seeded-random.ts';
import { type LineCounts, type PageEnvironment, pageEnvironment } from './page-environment.ts';

/** A visitor who writes and writes, and whose page is reloaded now and then. */
export interface ScriptedVisitor {
  readonly chat: ChatId | null;
  readonly id: VisitorId | null;
  /** Ids of everything that was written, in order. */
  readonly written: readonly EventId[];
  /** Whether everything is acknowledged and the line is open. */
  isQuiet(): boolean;
  /** What the visitor sees: ids by their place. */
  seen(): readonly { id: EventId; seq: number }[];
  /** Writes, or reloads the page; called again and again. */
  act(): void;
  /** The page is looked at again. */
  wake(): void;
  destroy(): void;
}

/** So many unacknowledged messages and the visitor waits: the line is slower than they write. */
const MAX_PENDING = 4;
const RELOAD_ONE_IN = 400;
/** A page that is looked at again probes its line; one that stalled is noticed sooner. */
const WAKE_ONE_IN = 200;

export function scriptVisitor(
  relay: string,
  site: SiteKey,
  random: Random,
  counts: LineCounts,
): ScriptedVisitor {
  const store = createStores().page;
  const written: EventId[] = [];
  let token: VisitorToken | undefined;
  let surroundings: PageEnvironment;
  let client = open();

  function open(): VisitorClient {
    surroundings = pageEnvironment({ origin: 'http://localhost' }, random, counts);
    const opened = createVisitorClient(
      {
        relay,
        site,
        store: () => store,
        token: {
          read: () => token,
          write: (given) => {
            token = given;
          },
          clear: () => {
            throw new Error('the relay forgot a visitor');
          },
        },
        page: () => ({ url: 'http://localhost/', title: 'Shop' }),
        language: () => 'en',
      },
      surroundings,
    );
    opened.connect();
    return opened;
  }

  return {
    get chat() {
      return client.getState().chat;
    },
    get id() {
      return client.getState().visitor;
    },
    written,
    isQuiet() {
      const { connection, pending } = client.getState();
      return connection.name === 'open' && pending.length === 0;
    },
    seen: () => client.getState().view.items.map(({ id, seq }) => ({ id, seq })),
    act() {
      if (random.between(1, WAKE_ONE_IN) === 1) surroundings.wake();
      // Before the first welcome nothing but memory knows the visitor: a reload would make another one.
      if (token && random.between(1, RELOAD_ONE_IN) === 1) {
        client.destroy();
        client = open();
      }
      if (client.getState().pending.length >= MAX_PENDING) return;
      written.push(client.send({ kind: 'message', text: `message ${written.length + 1}` }));
    },
    wake: () => surroundings.wake(),
    destroy: () => client.destroy(),
  };
}
