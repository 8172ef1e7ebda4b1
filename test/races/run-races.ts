import { Client } from 'pg';
import type { SiteKey } from '../../protocol/index.ts';
import { type SpawnedNodes, spawnNodes } from '../chaos/spawn-nodes.ts';
import { demoSiteKey } from '../helpers/demo-site.ts';
import { NO_LIMITS } from '../helpers/no-limits.ts';
import { createRandom, type Random } from '../helpers/seeded-random.ts';
import { waitUntil } from '../helpers/wait-until.ts';
import { checkAssignments, type StepRow } from './check-assignments.ts';
import { hireDesks } from './hire-desks.ts';
import { type DeskCounts, type ScriptedDesk, scriptDesk } from './scripted-desk.ts';
import { type Seen, watchDatabase } from './watch-database.ts';
import { isAccepting, writeFirstMessage } from './write-first-message.ts';

/** A race of several nodes to give chats to operators. */
export interface RaceOptions {
  /** The project's folder, where the built relay is. */
  readonly root: string;
  readonly seed: number;
  readonly chats: number;
  readonly operators: number;
  readonly nodes: number;
  readonly onProgress?: (closed: number) => void;
}

export interface RaceReport {
  readonly chats: number;
  readonly assigned: number;
  /** Given back, because the operator went on a break or away before accepting. */
  readonly givenBack: number;
  /** Accepted when they had just been given back. */
  readonly late: number;
  readonly desks: DeskCounts;
  readonly seen: Seen;
  readonly hints: { readonly lost: number; readonly doubled: number };
  readonly seconds: number;
  /** Empty when every step was legal, nobody ever had more chats than their limit, and every chat was accepted and ended. */
  readonly breaches: readonly string[];
}

/** Visitors who come at a time. */
const AT_ONCE = 48;
/** No chat that ends for so long: the rest wait for ever. */
const STANDSTILL_MS = 30_000;
/** One in so many operators has lines to two nodes. */
const TWO_LINES_ONE_IN = 4;

export async function runRaces(options: RaceOptions): Promise<RaceReport> {
  const random = createRandom(options.seed);
  const { root, nodes: count } = options;
  const nodes = await spawnNodes({ root, count, random: random.fork('bus'), env: NO_LIMITS });
  try {
    return await raceOn(nodes, random, options);
  } finally {
    await nodes.close();
  }
}

async function raceOn(
  nodes: SpawnedNodes,
  random: Random,
  options: RaceOptions,
): Promise<RaceReport> {
  const urls = nodes.relays.map(({ url }) => url);
  const { url } = nodes.relays[0];
  const site = (await demoSiteKey(url)) as SiteKey;
  const hired = await hireDesks({ url, ownerLink: nodes.ownerLink }, options.operators);
  const counts: DeskCounts = { breaks: 0, reloads: 0 };
  const desks = hired.map(({ cookie }, index) => {
    const lines = index % TWO_LINES_ONE_IN === 0 ? [index, index + 1] : [index];
    return scriptDesk({ lines, nodes: urls, cookie, random: random.fork(`desk ${index}`), counts });
  });
  const client = new Client({ connectionString: nodes.postgres.url });
  try {
    await client.connect();
    await waitUntil('every node knows who accepts chats', 30_000, async () => {
      const told = await Promise.all(urls.map((node) => isAccepting(node, site)));
      return desks.every((desk) => desk.isOpen()) && told.every((accepting) => accepting);
    });
    const began = performance.now();
    const watch = await watchDatabase(nodes.postgres.url);
    const failures: string[] = [];
    const writing = writeAll(urls, site, options.chats).catch((error: unknown) => {
      failures.push(`a first message was not stored: ${error}`);
    });
    const closed = await closedInTheEnd(client, options, () => failures.length > 0);
    await writing;
    const seen = await watch.end();
    const seconds = (performance.now() - began) / 1_000;
    const rows = await readSteps(client);
    const { breaches: wrong, late } = checkAssignments(rows);
    const breaches = [...failures, ...seen.breaches, ...wrong];
    if (closed !== options.chats) breaches.push(`${closed} of ${options.chats} chats were ended`);
    const { lost, doubled } = nodes.lossy.counts;
    const hints = { lost, doubled };
    return { ...figuresOf(rows), late, desks: counts, seen, hints, seconds, breaches };
  } finally {
    await Promise.all(desks.map((desk: ScriptedDesk) => desk.stop()));
    await client.end();
  }
}

/** Every visitor writes to the next node. */
async function writeAll(urls: readonly string[], site: SiteKey, count: number): Promise<void> {
  let next = 0;
  async function write(): Promise<void> {
    while (next < count) {
      const node = urls[next % urls.length] ?? '';
      next += 1;
      await writeFirstMessage(node, site);
    }
  }
  await Promise.all(Array.from({ length: AT_ONCE }, write));
}

/** How many chats are ended once all are, or no more of them end. */
async function closedInTheEnd(
  client: Client,
  { chats, onProgress }: RaceOptions,
  hasFailed: () => boolean,
): Promise<number> {
  let closed = -1;
  let changedAt = performance.now();
  const look = async () => {
    const { rows } = await client.query<{ count: number }>(
      "SELECT count(*)::integer AS count FROM chats WHERE state = 'closed'",
    );
    const count = rows[0]?.count ?? 0;
    if (count !== closed) changedAt = performance.now();
    closed = count;
    onProgress?.(closed);
    return hasFailed() || closed === chats || performance.now() - changedAt > STANDSTILL_MS;
  };
  await waitUntil('all chats are ended', chats * 1_000, look);
  return closed;
}

async function readSteps(client: Client): Promise<StepRow[]> {
  const { rows } = await client.query<{ chat: StepRow['chat']; seq: number; body: string }>(
    'SELECT chat_id AS chat, seq, body FROM events ORDER BY chat_id, seq',
  );
  // Bodies were checked before they were stored.
  return rows.map(({ body, ...row }) => ({ ...row, body: JSON.parse(body) as StepRow['body'] }));
}

function figuresOf(rows: readonly StepRow[]): Pick<RaceReport, 'chats' | 'assigned' | 'givenBack'> {
  const chats = new Set(rows.map(({ chat }) => chat)).size;
  const assigned = rows.filter(({ body }) => body.kind === 'assigned').length;
  const queued = rows.filter(({ body }) => body.kind === 'queued').length;
  return { chats, assigned, givenBack: queued - chats };
}
