import type { SiteKey } from '../../protocol/index.ts';
import { NO_LIMITS } from '../helpers/no-limits.ts';
import { createRandom, type Random } from '../helpers/seeded-random.ts';
import { type SpawnedRelay, spawnRelay } from '../helpers/start-relay.ts';
import { waitUntil } from '../helpers/wait-until.ts';
import { type CheckedDay, checkDay } from './check-day.ts';
import { createDayClock, type DayClock } from './day-clock.ts';
import type { DayPace } from './held-chat.ts';
import { createHours } from './keep-hours.ts';
import { type OpenedHouse, openHouse } from './open-house.ts';
import { type DayReader, openDayReader } from './read-day.ts';
import { type DeskCounts, openDesk, type WorkingDesk } from './working-desk.ts';
import { type Visit, type Visiting, visit } from './writing-visitor.ts';

/** A day of a business. */
export interface DayOptions {
  /** The project's folder, where the built relay is. */
  readonly root: string;
  readonly seed: number;
  readonly chats: number;
  readonly operators: number;
  /** From the first visitor to the last one; minutes of the day. */
  readonly minutes: number;
  /** How many seconds of the day pass in one of the world's. */
  readonly speed: number;
  /** How many events may be stored before the relay acts upon something. */
  readonly bound: number;
  readonly acceptSeconds: number;
  readonly keepMinutes: number;
  readonly onProgress?: (came: number) => void;
}

export interface DayReport extends CheckedDay {
  readonly desks: DeskCounts;
  /** Visitors who wrote into a chat that was over. */
  readonly reopened: number;
  readonly answered: number;
  readonly closed: number;
  /** Of the world. */
  readonly seconds: number;
}

const MINUTE_MS = 60_000;
/** A Monday, in the morning. */
const MORNING = Date.UTC(2026, 10, 30, 8);
/** Whoever is answered, and does not come back, is let go after so long: the least there is. */
const CLOSE_AFTER_MINUTES = 15;
/** The part of all operators' limits that is in use, by the chats that come on average. */
const LOAD = 0.25;
/** One in so many visitors comes in the rush, a part of the day. */
const RUSHES_ONE_IN = 3;
const RUSH = [0.3, 0.45] as const;
/** One in so many visitors came before, and one in so many of those writes into the chat that is over. */
const KNOWN_ONE_IN = 5;
const REOPENS_ONE_IN = 4;
/** Nothing more is closed or answered for so long, of the world: the rest wait for ever. */
const STANDSTILL_MS = 30_000;
/** Nobody waits for so long, of the world: a visitor who was answered may think a while and write again. */
const RESTS_MS = 2_000;

export async function runDay(options: DayOptions): Promise<DayReport> {
  const { root, speed, operators, acceptSeconds, keepMinutes } = options;
  const began = performance.now();
  const clock = createDayClock({ root, speed, startsAt: MORNING });
  const relay = await spawnRelay({ env: { ...clock.env, ...NO_LIMITS } });
  const reader = openDayReader(relay.dataDir);
  try {
    const house = await openHouse(
      { url: relay.url, ownerLink: relay.ownerLink ?? '' },
      { operators, acceptSeconds, keepMinutes, closeAfterMinutes: CLOSE_AFTER_MINUTES },
    );
    const lived = await liveThroughDay(relay, reader, house, clock, options);
    const checked = checkDay(house, reader.entries(), options.bound);
    const { closed, answered } = reader.standings();
    const seconds = (performance.now() - began) / 1_000;
    const breaches = [...lived.failures, ...checked.breaches];
    return { ...checked, ...lived, breaches, closed, answered, seconds };
  } finally {
    reader.close();
    await relay.stop();
  }
}

async function liveThroughDay(
  { url }: SpawnedRelay,
  reader: DayReader,
  house: OpenedHouse,
  clock: DayClock,
  options: DayOptions,
): Promise<{ desks: DeskCounts; reopened: number; failures: string[] }> {
  const random = createRandom(options.seed);
  const dayMs = options.minutes * MINUTE_MS;
  const startsAt = Math.ceil(clock.now() / MINUTE_MS) * MINUTE_MS;
  const hours = createHours(house, clock, { startsAt, dayMs });
  await hours.begin();
  const counts: DeskCounts = { vanished: 0, paused: 0, lapsed: 0 };
  const pace = paceOf(house, options);
  const groups = house.groups.map(({ id }) => id);
  const desks = house.colleagues.map((colleague): WorkingDesk => {
    const { id: operator, cookie } = colleague;
    const others = house.colleagues.map(({ id }) => id).filter((id) => id !== operator);
    return openDesk({
      ...{ url, operator, cookie, clock, pace, counts, random: random.fork(operator) },
      ...{ opensAt: hours.opensAt(colleague), others: { operators: others, groups } },
      onStand: (is) => reader.note(operator, is),
    });
  });
  try {
    await waitUntil('somebody of those without hours is there', 30_000, () =>
      desks.some((desk) => desk.stand() === 'here'),
    );
    const visitors = createVisitors(url, house, clock, random.fork('visitors'));
    await Promise.all([visitors.come(options), hours.change()]);
    for (const desk of desks) desk.stays();
    await comeToRest(reader);
    const { reopened, failures } = await visitors.goHome();
    return { desks: counts, reopened, failures };
  } finally {
    for (const desk of desks) desk.stop();
  }
}

function paceOf(
  { limits }: OpenedHouse,
  { chats, minutes, acceptSeconds, keepMinutes }: DayOptions,
): DayPace {
  const dayMs = minutes * MINUTE_MS;
  const places = [...limits.values()].reduce((sum, limit) => sum + limit, 0);
  return {
    workMs: (LOAD * places * dayMs) / chats,
    acceptMs: acceptSeconds * 1_000,
    keepMs: keepMinutes * MINUTE_MS,
    habitMs: dayMs / 6,
  };
}

/** Those who come, over the day. */
interface DayVisitors {
  /** Resolves once the last one has come. */
  come(options: Pick<DayOptions, 'chats' | 'minutes' | 'onProgress'>): Promise<void>;
  /** Those who are here go. Tells how many wrote into a chat that was over, and what went wrong. */
  goHome(): Promise<{ readonly reopened: number; readonly failures: string[] }>;
}

function createVisitors(
  url: string,
  { sites }: OpenedHouse,
  clock: DayClock,
  random: Random,
): DayVisitors {
  const over: (Visit & { readonly site: SiteKey })[] = [];
  const here = new Set<Visiting>();
  const failures: string[] = [];
  let [came, reopened] = [0, 0];

  /** Gives back whether it is a new chat. */
  function arrive(): boolean {
    const known = random.below(KNOWN_ONE_IN) === 0 ? over.pop() : undefined;
    const site = known?.site ?? random.pick(sites).key;
    const reopens = known !== undefined && random.below(REOPENS_ONE_IN) === 0;
    const before = known && { token: known.token, chat: reopens ? known.chat : ('new' as const) };
    came += 1;
    const visiting = visit({
      ...{ url, site, clock, random: random.fork(`${came}`), more: random.below(3) },
      patience: random.pick(['stored', 'answered', 'closed', 'closed']),
      ...(before && { before }),
    });
    here.add(visiting);
    void visiting.ended
      .then(
        (ended) => {
          if (ended.isClosed) over.push({ ...ended, site });
        },
        (error: unknown) => void failures.push(String(error)),
      )
      .finally(() => here.delete(visiting));
    if (reopens) reopened += 1;
    return !reopens;
  }

  return {
    async come({ chats, minutes, onProgress }) {
      const startsAt = clock.now();
      const moments = Array.from({ length: chats }, () => momentOf(random) * minutes * MINUTE_MS);
      for (const [nth, moment] of moments.sort((a, b) => a - b).entries()) {
        await clock.passes(Math.max(0, startsAt + moment - clock.now()));
        while (!arrive());
        onProgress?.(nth + 1);
      }
    },
    async goHome() {
      const last = [...here];
      for (const one of last) one.leave();
      await Promise.allSettled(last.map(({ ended }) => ended));
      return { reopened, failures };
    },
  };
}

/** A part of the day, from 0 to 1. */
function momentOf(random: Random): number {
  const [from, to] = RUSH;
  const part = random.next();
  return random.below(RUSHES_ONE_IN) === 0 ? from + (to - from) * part : part;
}

/** Resolves once every chat is closed or answered and stays so, or nothing moves any more. */
async function comeToRest(reader: DayReader): Promise<void> {
  let before = '';
  let changedAt = performance.now();
  let waitedAt = changedAt;
  await waitUntil('everything comes to rest', 60 * MINUTE_MS, () => {
    const standings = reader.standings();
    const now = JSON.stringify(standings);
    if (now !== before) changedAt = performance.now();
    before = now;
    if (standings.others > 0) waitedAt = performance.now();
    return performance.now() - waitedAt > RESTS_MS || performance.now() - changedAt > STANDSTILL_MS;
  });
}
