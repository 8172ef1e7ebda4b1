import type { ChatId, OperatorId, OperatorPresence, VisitorId } from '../../protocol/index.ts';
import type { Bus } from '../bus/index.ts';
import type { Chats } from '../chats/index.ts';
import type { Storage } from '../storage/index.ts';
import { assignedChats, chatsPerOperator, queuedChats } from '../storage/index.ts';
import { type Candidate, chooseOperator } from './choose-operator.ts';

/** An operator whose browser is gone keeps the chats offered to them for this long: a reload is not leaving. */
const GRACE_MS = 15_000;

/** What routing needs to know of an account. */
export interface RoutedOperator {
  readonly id: OperatorId;
  readonly name: string;
  readonly accepting: boolean;
  readonly chatLimit: number;
}

export interface RoutingOptions {
  readonly storage: Storage;
  readonly bus: Bus;
  readonly chats: () => Pick<Chats, 'assign' | 'requeue'>;
  readonly listOperators: () => Promise<readonly RoutedOperator[]>;
  readonly now: () => number;
  readonly onFailure: (error: unknown) => void;
}

/** Where a chat waits. */
export interface Place {
  readonly chat: ChatId;
  readonly position: number;
}

/** Who gets which chat, and who waits where. */
export interface Routing {
  /** Counts an operator's sockets; the first and the last one change who is there. */
  connected(operator: OperatorId): void;
  disconnected(operator: OperatorId): void;
  /** Looks at queue and operators again, soon and once for many calls. */
  wake(): void;
  /** Whether somebody accepts chats now. */
  isAccepting(): boolean;
  /** The visitor's chat that waits, and its place in the queue, 1 is next; undefined when none does. Asks no database. */
  placeOf(visitor: VisitorId): Place | undefined;
  presence(): readonly OperatorPresence[];
  /** Lets the round under way end and begins no other. */
  stop(): Promise<void>;
}

export function createRouting(options: RoutingOptions): Routing {
  const sockets = new Map<OperatorId, number>();
  const goneAt = new Map<OperatorId, number>();
  const lastAssignedAt = new Map<OperatorId, number>();
  let places = new Map<VisitorId, Place>();
  /** What everybody was told last. */
  let told = '';
  let presence: OperatorPresence[] = [];
  let running: Promise<void> | undefined;
  let again = false;
  let stopped = false;
  const timers = new Set<NodeJS.Timeout>();
  const startedAt = options.now();

  function isOnline(operator: OperatorId): boolean {
    return (sockets.get(operator) ?? 0) > 0;
  }

  /** Online, or gone for so short a time that it may be a reload, or a restart of the relay. */
  function isAround(operator: OperatorId): boolean {
    const gone = goneAt.get(operator) ?? startedAt;
    return isOnline(operator) || options.now() - gone < GRACE_MS;
  }

  async function readPresence(): Promise<void> {
    const [operators, counts] = await Promise.all([
      options.listOperators(),
      chatsPerOperator(options.storage.read),
    ]);
    presence = operators.map(({ id, name, accepting, chatLimit }) => ({
      id,
      name,
      accepting,
      online: isOnline(id),
      chats: counts.get(id) ?? 0,
      limit: chatLimit,
    }));
  }

  function candidates(): Candidate[] {
    return presence
      .filter(({ accepting, online }) => accepting && online)
      .map((operator) => ({ ...operator, lastAssignedAt: lastAssignedAt.get(operator.id) ?? 0 }));
  }

  async function requeueLeftBehind(): Promise<void> {
    for (const { id, operator_id } of await assignedChats(options.storage.read)) {
      const operator = presence.find((one) => one.id === operator_id);
      const stays = operator?.accepting && isAround(operator.id);
      if (operator_id && !stays) await options.chats().requeue(id, operator_id);
    }
  }

  async function assignWaiting(): Promise<void> {
    for (const { id } of await queuedChats(options.storage.read)) {
      const operator = chooseOperator(candidates());
      if (!operator) return;
      if (await options.chats().assign(id, operator, operator.limit)) {
        lastAssignedAt.set(operator.id, options.now());
      }
      await readPresence();
    }
  }

  async function readPlaces(): Promise<void> {
    const waiting = await queuedChats(options.storage.read);
    places = new Map(
      waiting.map(({ id: chat, visitor_id }, index) => [visitor_id, { chat, position: index + 1 }]),
    );
    // Everybody who is online hears of it, so only news are told.
    const news = JSON.stringify([waiting.map(({ id }) => id), presence]);
    if (news === told) return;
    told = news;
    options.bus.publish({ type: 'queue' });
  }

  async function round(): Promise<void> {
    await readPresence();
    await requeueLeftBehind();
    await assignWaiting();
    await readPlaces();
  }

  async function run(): Promise<void> {
    do {
      again = false;
      try {
        await round();
      } catch (error) {
        options.onFailure(error);
      }
    } while (again && !stopped);
    running = undefined;
  }

  function wake(): void {
    if (stopped) return;
    again = true;
    running ??= run();
  }

  function wakeAfterGrace(): void {
    const timer = setTimeout(() => {
      timers.delete(timer);
      wake();
    }, GRACE_MS + 100);
    timers.add(timer);
  }

  const unsubscribe = options.bus.subscribe((hint) => {
    if (hint.type === 'presence' || (hint.type === 'events' && hint.moved)) wake();
  });

  wakeAfterGrace();

  return {
    connected(operator) {
      sockets.set(operator, (sockets.get(operator) ?? 0) + 1);
      goneAt.delete(operator);
      wake();
    },
    disconnected(operator) {
      const left = (sockets.get(operator) ?? 1) - 1;
      if (left > 0) sockets.set(operator, left);
      else {
        sockets.delete(operator);
        goneAt.set(operator, options.now());
        wakeAfterGrace();
      }
      wake();
    },
    wake,
    isAccepting: () => candidates().length > 0,
    placeOf: (visitor) => places.get(visitor),
    presence: () => presence,
    async stop() {
      stopped = true;
      unsubscribe();
      for (const timer of timers) clearTimeout(timer);
      await running;
    },
  };
}
