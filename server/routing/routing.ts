import { setTimeout as pass } from 'node:timers/promises';
import type {
  Availability,
  Group,
  GroupPresence,
  GroupSettings,
  OperatorId,
  OperatorPresence,
  Role,
  SiteId,
  SiteSettings,
  VisitorId,
} from '../../protocol/index.ts';
import type { Bus } from '../bus/index.ts';
import { type Chats, REST_MS, restingFrom } from '../chats/index.ts';
import type { Storage, UnservedRow } from '../storage/index.ts';
import { chatsPerOperator, heldChats, leftChats, queuedChats } from '../storage/index.ts';
import { createAlarm } from './alarm.ts';
import { createAvailability } from './availability.ts';
import { chooseOffers, type Offering, type Unserved } from './choose-offers.ts';
import { chooseReturns, type Holder, type Miss, type Return } from './choose-returns.ts';
import { createLines, type Place } from './lines.ts';
import { createPools, isIn, type Owned, type PoolsOf } from './pools.ts';
import {
  candidatesOf,
  createSince,
  hasTurnedAway,
  isCandidate,
  isServedBy,
  type Offer,
  presenceOf,
  type Standing,
  withLineTo,
} from './standing.ts';
import { tendIdle } from './tend-idle.ts';

/** A chat that another node should have given to its operator by then is given by whichever node sees it. */
const OTHERS_PATIENCE_MS = 2_000;
/** Messages that were left which are looked at in one round; the others follow. */
const MOST_LEFT = 200;

/** A round that is wanted while another one runs waits so many times as long as that took: the more there is, the fewer. */
const PAUSE_FACTOR = 2;
const LONGEST_PAUSE_MS = 500;

/** How often hours of sites and operators, and idle chats, are looked at: hours are whole minutes. */
const MINUTE_MS = 60_000;

/** What routing needs to know of an account. */
export type RoutedOperator = Pick<
  Standing,
  'id' | 'name' | 'accepting' | 'away' | 'lastAssignedAt' | 'switchedAt'
> & { readonly chatLimit: number; readonly role: Role };

export interface RoutingOptions {
  readonly storage: Storage;
  readonly bus: Bus;
  readonly chats: () => Pick<Chats, 'assign' | 'requeue' | 'closeIdle'>;
  readonly listOperators: () => Promise<readonly RoutedOperator[]>;
  readonly listGroups: () => Promise<readonly Group[]>;
  /** How chats of sites that no group serves are shared out. */
  readonly everybodys: () => Promise<GroupSettings>;
  readonly listSites: () => Promise<readonly RoutedSite[]>;
  /** They let a chat pass. */
  readonly onMissed: (operator: OperatorId, miss: Miss) => Promise<void>;
  /** Who accepts chats, or places in the queue, may be others than before. */
  readonly onChange: () => void;
  /** Milliseconds, for what lasts; only differences count. */
  readonly now: () => number;
  /** Milliseconds since 1970, for hours, and for what the database says the time of. */
  readonly clock: () => number;
  readonly onFailure: (error: unknown) => void;
}

/** A site, as far as its visitors' availability depends on it. */
export interface RoutedSite {
  readonly id: SiteId;
  readonly settings: Pick<SiteSettings, 'hours'>;
}

/** Who gets which chat, and who waits where. Every node has one; what they do is decided under the storage's locks. */
export interface Routing {
  /** Looks at queue and operators again, soon and once for many calls. */
  wake(): void;
  /** Whether a visitor who begins a chat on this site is answered now. Asks no database. */
  availabilityOf(site: RoutedSite): Availability;
  /** The visitor's chat that waits, and its place in the queue, 1 is next; undefined when none does. Asks no database. */
  placeOf(visitor: VisitorId): Place | undefined;
  /** Within which an operator must accept such a chat where it is offered to them; null for any time. Asks no database. */
  acceptSecondsOf(chat: Owned): number | null;
  presence(): readonly OperatorPresence[];
  /** The same list until a group changes. Asks no database. */
  groups(): readonly GroupPresence[];
  /** Lets the round under way end and begins no other. */
  stop(): Promise<void>;
}

export function createRouting(options: RoutingOptions): Routing {
  const { storage, bus, now, clock } = options;
  const startedAt = now();
  const gone = createSince<OperatorId>(now);
  const offers = createSince<Offer>(now);
  /** When somebody was heard to use the console. */
  const usedAt = new Map<OperatorId, number>();
  const waiting = createSince<UnservedRow['id']>(now);
  const lines = createLines(now);
  const availability = createAvailability(clock);
  const alarm = createAlarm(wake);
  let waitingOf = new Map<SiteId, number>();
  /** What everybody was told last. */
  let told = '';
  let standings: Standing[] = [];
  /** Whoever has become one gives back the chats whose visitors wait. */
  let readers: ReadonlySet<OperatorId> = new Set();
  let groups: readonly GroupPresence[] = [];
  let poolsOf: PoolsOf = createPools([]);
  let running: Promise<void> | undefined;
  let tending: Promise<void> | undefined;
  let again = false;
  let stopped = false;

  async function readGroups(): Promise<void> {
    const [all, everybodys] = await Promise.all([options.listGroups(), options.everybodys()]);
    poolsOf = createPools(all, everybodys);
    const read = all.map(({ id, name, members }) => ({ id, name, members }));
    // Who was told of this very list is not told again.
    if (JSON.stringify(read) !== JSON.stringify(groups)) groups = read;
  }

  async function readStandings(): Promise<void> {
    const [operators, counts] = await Promise.all([
      options.listOperators(),
      chatsPerOperator(storage.read),
    ]);
    standings = operators.map(({ chatLimit, ...operator }) => {
      const { id, name, accepting, away, lastAssignedAt, switchedAt } = operator;
      const nodes = bus.presence.nodesOf(id);
      const [online, chats] = [nodes.length > 0, counts.get(id) ?? 0];
      const known = { id, name, accepting, away, lastAssignedAt, switchedAt };
      return { ...known, online, chats, limit: chatLimit, nodes };
    });
    readers = new Set(operators.flatMap(({ id, role }) => (role === 'viewer' ? id : [])));
    gone.set(standings.filter(({ online }) => !online).map(({ id }) => id));
  }

  function holderOf(operator: OperatorId): Holder | undefined {
    const standing = standings.find(({ id }) => id === operator);
    if (!standing || readers.has(operator)) return undefined;
    return {
      online: standing.online,
      hasTurnedAway: hasTurnedAway(standing),
      goneForMs: gone.ageOf(operator),
      usedAgoMs: now() - (usedAt.get(operator) ?? Number.NEGATIVE_INFINITY),
    };
  }

  /** Puts back what nobody attends to. Gives back how many were, and when to look again. */
  async function giveBack(): Promise<{ moved: number; lookInMs: number | undefined }> {
    const here = standings
      .filter(({ id, online }) => online && !readers.has(id))
      .map(({ id }) => id);
    const held = await heldChats(storage.read, here);
    const offerOf = ({ id, operator_id }: (typeof held)[number]): Offer => `${id} ${operator_id}`;
    offers.set(held.filter(({ state }) => state === 'assigned').map(offerOf));
    const { returns, lookInMs } = chooseReturns(
      held.map((chat) => ({ ...chat, offeredForMs: offers.ageOf(offerOf(chat)) })),
      holderOf,
      poolsOf,
    );
    const stateOf = new Map(held.map(({ id, state }) => [id, state]));
    const done = await Promise.all(
      returns.map((one) => requeue(one, stateOf.get(one.chat) ?? 'assigned')),
    );
    // Whoever is back by now may be offered it again at once, and has all of the time to accept it.
    for (const { chat, operator } of returns) offers.end(`${chat} ${operator}`);
    return { moved: done.filter(Boolean).length, lookInMs };
  }

  async function requeue(
    { chat, operator: from, reason, ...miss }: Return,
    state: 'assigned' | 'active',
  ): Promise<boolean> {
    const isBack = await options.chats().requeue(chat, { from, state, reason });
    // Of all nodes the one that put it back.
    if (isBack && reason === 'not_accepted') await options.onMissed(from, miss);
    return isBack;
  }

  /** Offers what waits. Gives back how many were, and when to look again. */
  async function offerWaiting(): Promise<{ moved: number; lookInMs: number | undefined }> {
    const isCutOff = bus.state().name === 'down';
    const candidates = candidatesOf(isCutOff ? withLineTo(bus.node, standings) : standings);
    const open = await openSites();
    const queued = (await queuedChats(storage.read)).filter(({ site_id }) => open.has(site_id));
    const left = candidates.length > 0 ? await leftChats(storage.read, [...open], MOST_LEFT) : [];
    waiting.set([...queued, ...left].map(({ id }) => id));
    const at = clock();
    const unserved = [
      ...queued.map((row) => toUnserved(row, true, at)),
      ...left.map((row) => toUnserved(row, false, at)),
    ];
    const offerings = chooseOffers(unserved, candidates, poolsOf, { at });
    const mine = offerings.filter(({ chat, to }) => isMine(chat, to));
    const given = await Promise.all(mine.map((one) => offer(one, unserved)));
    if (given.includes(false)) again = true;
    const rests = unserved.some(({ resting }) => resting.length > 0);
    const lookInMs = mine.length < offerings.length ? OTHERS_PATIENCE_MS : rests && REST_MS;
    return { moved: given.filter(Boolean).length, lookInMs: lookInMs || undefined };
  }

  /** Chats of the others wait, and have no place in the queue. */
  async function openSites(): Promise<ReadonlySet<SiteId>> {
    const all = await options.listSites();
    return new Set(all.flatMap(({ id, settings }) => (availability.isOpen(settings) ? id : [])));
  }

  function isMine(chat: UnservedRow['id'], to: Standing): boolean {
    return isServedBy(bus.node, to) || waiting.ageOf(chat) >= OTHERS_PATIENCE_MS;
  }

  function offer(
    { chat, to, reason }: Offering<Standing>,
    unserved: readonly Unserved[],
  ): Promise<boolean> {
    const { id, name, limit } = to;
    const row = unserved.find((one) => one.id === chat);
    const acceptSeconds = row ? acceptSecondsOf(row) : null;
    return options.chats().assign(chat, { operator: { id, name }, limit, reason, acceptSeconds });
  }

  function acceptSecondsOf(chat: Owned): number | null {
    return poolsOf(chat)[0].acceptSeconds;
  }

  async function readPlaces(): Promise<void> {
    const open = await openSites();
    const queued = await queuedChats(storage.read);
    waitingOf = new Map();
    for (const { site_id: site } of queued) waitingOf.set(site, (waitingOf.get(site) ?? 0) + 1);
    // Everybody who is online hears of it, so only news are told.
    const places = lines.set(queued, ({ site_id }) => open.has(site_id), poolsOf);
    const news = `${places}${JSON.stringify([standings.map(presenceOf), groups])}`;
    if (news === told) return;
    told = news;
    options.onChange();
  }

  async function round(): Promise<void> {
    await readGroups();
    await readStandings();
    const back = await giveBack();
    // Who let a chat pass may be somebody who no longer accepts.
    if (back.moved > 0) await readStandings();
    const offered = await offerWaiting();
    if (offered.moved > 0) await readStandings();
    await readPlaces();
    alarm.set(sooner(back.lookInMs, offered.lookInMs));
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

  const unsubscribe = bus.subscribe((hint) => {
    const { type } = hint;
    if (type === 'presence' || type === 'groups' || type === 'renewed') wake();
    if (type === 'events' && hint.moved) wake();
    if (type === 'used') usedAt.set(hint.operator, now());
  });

  async function tend(): Promise<void> {
    const sites = new Map((await options.listSites()).map(({ id, settings }) => [id, settings]));
    await tendIdle({ storage, bus, chats: options.chats(), sites, at: clock() });
    wake();
  }

  /** Just after each minute began: hours may have changed; the estimates are told anew with it. */
  function lookEachMinute(): NodeJS.Timeout {
    const sinceMinute = clock() % MINUTE_MS;
    return setTimeout(() => {
      minutes = lookEachMinute();
      options.onChange();
      // Who comes back after a start of the relay needs a moment.
      if (now() - startedAt < MINUTE_MS) return wake();
      tending ??= tend()
        .catch(options.onFailure)
        .finally(() => {
          tending = undefined;
        });
    }, MINUTE_MS - sinceMinute).unref();
  }

  let minutes = lookEachMinute();

  return {
    wake,
    availabilityOf: ({ id, settings }) =>
      availability.of(settings, {
        isAccepting: standings.some(
          (one) => isCandidate(one) && isIn(poolsOf({ site_id: id, group_id: null }), one.id),
        ),
        waiting: waitingOf.get(id) ?? 0,
      }),
    placeOf: lines.placeOf,
    acceptSecondsOf,
    presence: () => standings.map(presenceOf),
    groups: () => groups,
    async stop() {
      stopped = true;
      unsubscribe();
      clearTimeout(minutes);
      await Promise.all([running, tending]);
      alarm.set(undefined);
    },
  };
}

function toUnserved(row: UnservedRow, isQueued: boolean, at: number): Unserved {
  const { id, site_id, visitor_id, group_id, waiting_since, last_operator_id } = row;
  // What was given to a group goes to somebody of it, unless somebody of it had it already.
  const familiar =
    group_id === null ? (last_operator_id ?? row.earlier_operator_id) : last_operator_id;
  const resting = restingFrom(row, at);
  return { id, site_id, visitor_id, group_id, waiting_since, isQueued, resting, familiar };
}

function sooner(one: number | undefined, other: number | undefined): number | undefined {
  if (one === undefined) return other;
  return other === undefined ? one : Math.min(one, other);
}
