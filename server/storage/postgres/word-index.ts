import { sql } from 'kysely';
import { freePositions, positionsOf } from '../entry-positions.ts';
import type { Db, WordIndex } from '../port.ts';

/** How many entries are read one after another, in some milliseconds. */
const RECENT = 20_000;
/** Above every position. */
const END = Number.MAX_SAFE_INTEGER;

/** By a `tsvector` made of the words as they are: no configuration of a language takes part. */
export const wordIndex: WordIndex = {
  async add(db, entries) {
    const times = entries.map(({ at }) => at);
    const positions = await freePositions(times, (unknown) => lastPositions(db, unknown));
    const chats = entries.map(({ chat }) => chat);
    const seqs = entries.map(({ seq }) => seq);
    const words = entries.map((entry) => entry.words.join(' '));
    await sql`
      insert into search_entries (position, chat_id, seq, words)
      select position, chat_id, seq, array_to_tsvector(string_to_array(words, ' '))
      from unnest(${positions}::bigint[], ${chats}::text[], ${seqs}::integer[], ${words}::text[])
      as added (position, chat_id, seq, words)`.execute(db);
  },

  /** Autovacuum does it. */
  tidy: async () => false,

  async find(db, { words, beginnings, before, limit }) {
    const wish = [...words.map(quote), ...beginnings.map((one) => `${quote(one)}:*`)].join(' & ');
    const recent = await findRecent(db, wish, before ?? END, limit);
    return recent.length === limit ? recent : findAnywhere(db, wish, before ?? END, limit);
  },
};

/** Reads the newest entries until enough are found: what is common is found so at once, however much there is of it. */
async function findRecent(
  db: Db,
  wish: string,
  before: number,
  limit: number,
): Promise<readonly number[]> {
  const { rows } = await sql<{ position: number }>`
    select position from (
      select position, words from search_entries where position < ${before}
      order by position desc limit ${RECENT}
    ) as recent
    where words @@ ${wish}::tsquery order by position desc limit ${limit}`.execute(db);
  return rows.map(({ position }) => position);
}

/**
 * Takes all there are from the index and sorts them: few, since the newest entries did not hold enough. The sum keeps the planner,
 * which cannot know how common a beginning is, from reading every entry in the order of their positions instead.
 */
async function findAnywhere(
  db: Db,
  wish: string,
  before: number,
  limit: number,
): Promise<readonly number[]> {
  const { rows } = await sql<{ position: number }>`
    select position from search_entries where words @@ ${wish}::tsquery and position < ${before}
    order by position + 0 desc limit ${limit}`.execute(db);
  return rows.map(({ position }) => position);
}

async function lastPositions(db: Db, times: readonly number[]): Promise<Map<number, number>> {
  const firsts = times.map((at) => positionsOf(at).first);
  const ends = times.map((at) => positionsOf(at).end);
  const { rows } = await sql<{ at: number; last: number | null }>`
    select at, (
      select max(position) from search_entries where position >= first and position < "end"
    ) as last
    from unnest(${times}::bigint[], ${firsts}::bigint[], ${ends}::bigint[])
    as asked (at, first, "end")`.execute(db);
  return new Map(rows.flatMap(({ at, last }) => (last === null ? [] : [[at, last] as const])));
}

/** A lexeme of a tsquery (PostgreSQL manual, 8.11.2). */
function quote(word: string): string {
  return `'${word.replaceAll(/['\\]/g, '$&$&')}'`;
}
