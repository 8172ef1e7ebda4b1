import { join } from 'node:path';
import { freePort } from '../../test/helpers/free-port.ts';
import type { RunningCounterbell } from '../contenders/counterbell.ts';
import { interleaved } from '../harness/repeat.ts';
import { startServer } from '../harness/server-process.ts';
import { withServer } from '../scenarios/with-server.ts';
import { dropFromCache } from './drop-from-cache.ts';
import {
  openAsOperator,
  openAsVisitors,
  openRaw,
  type Page,
  type PageReader,
  type Wish,
} from './pages.ts';
import { type Percentiles, percentilesOf } from './percentiles.ts';
import { longestChats, randomWishes } from './wishes.ts';
import type { Filled, StoredChat } from './writer.ts';

/** How much is read. */
export interface PagesPlan {
  readonly repetitions: number;
  /** Pages of one repetition, read warm. */
  readonly warm: number;
  /** Pages read cold, once. */
  readonly cold: number;
}

/** What one server's pages took. */
export interface PagesOfServer {
  /** A repetition each. */
  readonly warm: readonly Percentiles[];
  /** The query alone; none where the server does not tell. */
  readonly query: readonly Percentiles[];
  readonly cold: Percentiles;
}

/** What pages took for one kind of reader. */
export interface PagesOfReader {
  readonly reader: 'visitor' | 'operator';
  readonly relay: PagesOfServer;
  /** The server that does nothing but ask the database. */
  readonly raw: PagesOfServer;
}

/** What is read from, and how much. */
interface Place {
  readonly file: string;
  readonly chats: readonly StoredChat[];
  readonly plan: PagesPlan;
}

interface Subject {
  readonly name: string;
  readonly pages: PageReader;
}

/** Reads the same pages from the relay and from a server that does nothing but ask the database. Rejects where they differ. */
export async function measurePages(
  relay: RunningCounterbell,
  filled: Filled,
  plan: PagesPlan,
): Promise<readonly PagesOfReader[]> {
  const file = join(relay.dataDir, 'counterbell.db');
  const chats = longestChats(filled);
  return withServer(startRaw(file), async ({ port }) => {
    const operator = await openAsOperator(relay);
    const visitors = await openAsVisitors(relay, chats, operator.epoch);
    const place = { file, chats, plan };
    return [
      await compare(place, 'visitor', visitors, await openRaw(port, 'visitor')),
      await compare(place, 'operator', operator, await openRaw(port, 'operator')),
    ];
  });
}

async function compare(
  { file, chats, plan }: Place,
  reader: PagesOfReader['reader'],
  relayPages: PageReader,
  rawPages: PageReader,
): Promise<PagesOfReader> {
  const relay = { name: `Counterbell, to the ${reader}`, pages: relayPages };
  const raw = { name: `the raw query, for the ${reader}`, pages: rawPages };
  const coldWishes = randomWishes(chats, plan.cold);
  const cold = await readCold([relay, raw], coldWishes, file);
  const wishes = randomWishes(chats, plan.warm);
  // What is read once is warm from then on.
  refuseDifferent(wishes, await readAll(relay, wishes), await readAll(raw, wishes));
  const warm = await interleaved([relay, raw], plan.repetitions, (one) => readAll(one, wishes));
  const figuresOf = (one: Subject): PagesOfServer => {
    const runs = warm.get(one) ?? [];
    return {
      warm: runs.map((pages) => percentilesOf(pages.map(({ ms }) => ms))),
      query: runs.flatMap(queryOf),
      cold: percentilesOf((cold.get(one) ?? []).map(({ ms }) => ms)),
    };
  };
  for (const page of [relayPages, rawPages]) page.close();
  return { reader, relay: figuresOf(relay), raw: figuresOf(raw) };
}

async function readAll({ pages }: Subject, wishes: readonly Wish[]): Promise<Page[]> {
  const read: Page[] = [];
  for (const wish of wishes) read.push(await pages.read(wish));
  return read;
}

/** Each page once by each, and before each the system forgets the file. */
async function readCold(
  subjects: readonly Subject[],
  wishes: readonly Wish[],
  file: string,
): Promise<Map<Subject, Page[]>> {
  const read = new Map<Subject, Page[]>(subjects.map((one) => [one, []]));
  for (const wish of wishes) {
    for (const one of subjects) {
      dropFromCache(file);
      read.get(one)?.push(await one.pages.read(wish));
    }
  }
  return read;
}

function queryOf(pages: readonly Page[]): Percentiles[] {
  const times = pages.flatMap(({ queryMs }) => queryMs ?? []);
  return times.length > 0 ? [percentilesOf(times)] : [];
}

function refuseDifferent(
  wishes: readonly Wish[],
  ours: readonly Page[],
  raw: readonly Page[],
): void {
  for (const [nth, { chat, before }] of wishes.entries()) {
    const [one, other] = [ours[nth]?.seqs.join(), raw[nth]?.seqs.join()];
    if (one === other) continue;
    throw new Error(`before ${before} of ${chat.chat} the relay sent ${one}, and not ${other}`);
  }
}

async function startRaw(file: string) {
  const port = await freePort();
  const [, entry = ''] = process.argv;
  const server = await startServer({
    command: [process.execPath, entry, 'subprogram', 'raw-pages'],
    env: { FILE: file, PORT: String(port) },
    ready: /ready/,
  });
  return { port, stop: server.stop };
}
