import { setTimeout as pass } from 'node:timers/promises';
import type { ChatId, OperatorId, OperatorPresence, VisitorId } from '../../protocol/index.ts';
import type { Bus } from '../bus/index.ts';
import type { Chats } from '../chats/index.ts';
import type { Storage } from '../storage/index.ts';
import { assignedChats, chatsPerOperator, queuedChats } from '../storage/index.ts';
import { chooseOperator } from './choose-operator.ts';
import {
  candidatesOf,
  createSince,
  isServedBy,
  type Offer,
  presenceOf,
  type Standing,
  withLineTo,
} from './standing.ts';

/** An operator whose browser is gone keeps the chats offered to them for this long: a reload is not leaving. */
const GRACE_MS = 15_000;
/** A chat that another node should have given to its operator by then is given by whichever node sees it. */
const OTHERS_PATIENCE_MS = 2_000;

/** A round that is wanted while another one runs waits so many times as long as that took: the more there is, the fewer. */
const PAUSE_FACTOR = 2;
const LONGEST_PAUSE_MS = 500;

/** What routing needs to know of an account. */
export interface RoutedOperator {
  readonly id: OperatorId;
  readonly name: string;
  readonly accepting: boolean;
  readonly chatLimit: number;
  /** When they were last given a chat, on whichever node; 0 for never. */
  readonly lastAssignedAt: number;
}

export interface RoutingOptions {
  readonly storage: Storage;
  readonly bus: Bus;
  readonly chats: () => Pick<Chats, 'assign' | 'requeue'>;
  readonly listOperators: () => Promise<readonly RoutedOperator[]>;
  /** Who accepts chats, or places in the queue, may be others than before. */
  readonly onChange: () => void;
  /** Milliseconds, for what lasts; only differences count. */
  readonly now: () => number;
  readonly onFailure: (error: unknown) => void;
}

/** Where a chat waits. */
export interface Place {
  readonly chat: ChatId;
  readonly position: number;
}

/** Who gets which chat, and who waits where. Every node has one; what they do is decided under the storage's locks. */
export interface Routing {
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
  const { storage, bus, now } = options;
  const startedAt = now();
  const gone = createSince<OperatorId>(now);
  const offers = createSince<Offer>(now);
  const waiting = createSince<ChatId>(now);
  let places = new Map<VisitorId, Place>();
  /** What everybody was told last. */
  let told = '';
  let standings: Standing[] = [];
  let running: Promise<void> | undefined;
  let again = false;
  /** Whether this round moved a chat. */
  let hasMoved = false;
  let stopped = false;
  /** By how long they wait: one that is due sooner looks again, and waits anew where it must. */
  const timers = new Map<number, NodeJS.Timeout>();

  async function readStandings(): Promise<void> {
    const [operators, counts] = await Promise.all([
      options.listOperators(),
      chatsPerOperator(storage.read),
    ]);
    standings = operators.map(({ id, name, accepting, chatLimit, lastAssignedAt }) => {
      const nodes = bus.presence.nodesOf(id);
      const online = nodes.length > 0;
      const chats = counts.get(id) ?? 0;
      return { id, name, accepting, online, chats, limit: chatLimit, lastAssignedAt, nodes };
    });
    const left = gone.set(standings.filter(({ online }) => !online).map(({ id }) => id));
    if (left.length > 0) wakeAfter(GRACE_MS);
  }

  /** Not here for so long that it is neither a reload nor a restart of the relay, nor a node that is not heard just now. */
  function hasLeft(offer: Offer, operator: OperatorId): boolean {
    const forMs = Math.min(gone.ageOf(operator), offers.ageOf(offer), now() - startedAt);
    return forMs >= GRACE_MS;
  }

  async function requeueLeftBehind(): Promise<void> {
    const offered = (await assignedChats(storage.read)).flatMap(({ id, operator_id: operator }) =>
      operator ? [{ chat: id, operator, offer: `${id} ${operator}` as const }] : [],
    );
    offers.set(offered.map(({ offer }) => offer));
    for (const { chat, operator, offer } of offered) {
      const standing = standings.find(({ id }) => id === operator);
      if (standing?.accepting && !hasLeft(offer, operator)) {
        if (!standing.online) wakeAfter(GRACE_MS);
      } else if (await options.chats().requeue(chat, operator)) hasMoved = true;
    }
  }

  async function assignWaiting(): Promise<void> {
    const queued = await queuedChats(storage.read);
    waiting.set(queued.map(({ id }) => id));
    const isCutOff = bus.state().name === 'down';
    const candidates = candidatesOf(isCutOff ? withLineTo(bus.node, standings) : standings);
    const given: Promise<boolean>[] = [];
    for (const { id } of queued) {
      const chosen = chooseOperator(candidates);
      const at = candidates.findIndex((candidate) => candidate.id === chosen?.id);
      const operator = candidates[at];
      if (!operator) break;
      if (isServedBy(bus.node, operator) || waiting.ageOf(id) >= OTHERS_PATIENCE_MS) {
        given.push(options.chats().assign(id, operator, operator.limit));
      } else wakeAfter(OTHERS_PATIENCE_MS);
      const chats = operator.chats + 1;
      candidates[at] = { ...operator, chats, lastAssignedAt: Date.now() };
    }
    for (const isGiven of await Promise.all(given)) {
      if (isGiven) hasMoved = true;
      else again = true;
    }
  }

  async function readPlaces(): Promise<void> {
    const queued = await queuedChats(storage.read);
    places = new Map(
      queued.map(({ id: chat, visitor_id }, index) => [visitor_id, { chat, position: index + 1 }]),
    );
    // Everybody who is online hears of it, so only news are told.
    const news = JSON.stringify([queued.map(({ id }) => id), standings.map(presenceOf)]);
    if (news === told) return;
    told = news;
    options.onChange();
  }

  async function round(): Promise<void> {
    hasMoved = false;
    await readStandings();
    await requeueLeftBehind();
    await assignWaiting();
    if (hasMoved) await readStandings();
    await readPlaces();
  }

  async function run(): Promise<void> {
    do {
      again = false;
      const began = now();
      try {
        await round();
      } catch (error) {
        options.onFailure(error);
      }
      const tookMs = now() - began;
      if (again) await pass(Math.min(LONGEST_PAUSE_MS, tookMs * PAUSE_FACTOR));
    } while (again && !stopped);
    running = undefined;
  }

  function wake(): void {
    if (stopped) return;
    again = true;
    running ??= run();
  }

  function wakeAfter(ms: number): void {
    if (stopped || timers.has(ms)) return;
    const timer = setTimeout(() => {
      timers.delete(ms);
      wake();
    }, ms + 100);
    timers.set(ms, timer);
  }

  const unsubscribe = bus.subscribe((hint) => {
    if (hint.type === 'presence' || (hint.type === 'events' && hint.moved)) wake();
  });

  wakeAfter(GRACE_MS);

  return {
    wake,
    isAccepting: () => candidatesOf(standings).length > 0,
    placeOf: (visitor) => places.get(visitor),
    presence: () => standings.map(presenceOf),
    async stop() {
      stopped = true;
      unsubscribe();
      for (const timer of timers.values()) clearTimeout(timer);
      await running;
    },
  };
}
