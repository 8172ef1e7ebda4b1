import { setImmediate as turn } from 'node:timers/promises';
import type { ChatFilter } from '../../protocol/index.ts';
import {
  type FoundEventRow,
  filteredChats,
  foundEvents,
  positionsOf,
  type Storage,
} from '../storage/index.ts';
import { fitsFilter, isAnyChat } from './fits-filter.ts';
import { visitorsIn } from './visitors-in.ts';
import type { Wanted } from './words.ts';

/** What to look for, in which chats, from where on. */
export interface HitScan {
  readonly wanted: Wanted;
  readonly filter: ChatFilter;
  /** Only what stands before this position of the index; null for all. */
  readonly before: number | null;
  /** So many are looked at at once. */
  readonly limit: number;
}

/** What a stretch of the index held. */
export interface ScannedHits {
  readonly fitting: readonly FoundEventRow[];
  /** Where to go on; null after the last one. */
  readonly next: number | null;
}

/** Looks through what holds the words, the newest first, some at a time, and gives way to all else between them. */
export async function* scanHits(
  { read, words }: Pick<Storage, 'read' | 'words'>,
  { wanted, filter, before, limit }: HitScan,
): AsyncGenerator<ScannedHits> {
  const { from = 0, until } = filter;
  const visitors = await visitorsIn(read, filter);
  const isTheirs = ({ visitor_id }: FoundEventRow) => visitors?.includes(visitor_id) ?? true;
  let next = earlier(before, until);
  while (true) {
    const positions = await words.find(read, { ...wanted, before: next, limit });
    const rows = await foundEvents(read, positions);
    const last = positions.at(-1);
    const isOver = positions.length < limit || last === undefined || isBefore(last, from);
    next = isOver ? null : last;
    const inTime = rows
      .filter((row) => row.at >= from && row.at < (until ?? Infinity))
      .filter(isTheirs);
    yield { fitting: await ofFittingChats(read, inTime, filter), next };
    if (next === null) return;
    await turn();
  }
}

/** An entry may stand a little behind its millisecond, never before it. */
function isBefore(position: number, from: number): boolean {
  return position < positionsOf(from).first;
}

/** Entries that were said just before `until` may stand behind it, where thousands were said at once. */
const CROWD_MS = 1_000;

function earlier(before: number | null, until: number | undefined): number | null {
  if (until === undefined) return before;
  return Math.min(before ?? Infinity, positionsOf(until + CROWD_MS).first);
}

async function ofFittingChats(
  read: Storage['read'],
  rows: readonly FoundEventRow[],
  filter: ChatFilter,
): Promise<readonly FoundEventRow[]> {
  if (isAnyChat(filter)) return rows;
  const chats = await filteredChats(read, [...new Set(rows.map((row) => row.chat_id))]);
  const fitting = new Set(chats.filter((chat) => fitsFilter(chat, filter)).map(({ id }) => id));
  return rows.filter((row) => fitting.has(row.chat_id));
}
