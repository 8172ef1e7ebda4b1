import { sql } from 'kysely';
import { freePositions, positionsOf } from '../entry-positions.ts';
import type { Db, WordIndex } from '../port.ts';

/** Beginnings of up to so many code points have an index (migrations/0005-search.ts). */
const INDEXED_CODE_POINTS = 4;
/** Words that a beginning is looked for by; a beginning of more is left to FTS5. */
const MOST_WORDS = 64;
/** Pages of the index that are merged at once, in some milliseconds. */
const MERGED_PAGES = 16;

/** By FTS5, whose rows have the position as their number: it gives them in that order, and reads no more than are asked for. */
export const wordIndex: WordIndex = {
  async add(db, entries) {
    const times = entries.map(({ at }) => at);
    const positions = await freePositions(times, (unknown) => lastPositions(db, unknown));
    const rows = entries.map(({ chat, seq, words }, index) => [
      positions[index],
      chat,
      seq,
      words.join(' '),
    ]);
    const added = JSON.stringify(rows);
    await sql`
      insert into search_entries (position, chat_id, seq)
      select value ->> 0, value ->> 1, value ->> 2 from json_each(${added})`.execute(db);
    await sql`
      insert into search_words (rowid, words)
      select value ->> 0, value ->> 3 from json_each(${added})`.execute(db);
  },

  /** By itself FTS5 would merge hundreds of pages now and then, while everybody waits (migrations/0019-merging.ts). */
  async tidy(db) {
    const before = await countChanges(db);
    await sql`
      insert into search_words (search_words, rank)
      values ('merge', ${sql.lit(MERGED_PAGES)})`.execute(db);
    // The command itself counts as one (FTS5, 6.8).
    return (await countChanges(db)) - before > 1;
  },

  async find(db, { words, beginnings, before, limit }) {
    const parts = words.map(quote);
    for (const one of beginnings) parts.push(await wishFor(db, one));
    const wish = parts.join(' AND ');
    // The driver binds every number as a real one, by which FTS5 would not begin at it but read up to it.
    const upTo = before === null ? sql`` : sql`and rowid < cast(${before} as integer)`;
    const { rows } = await sql<{ position: number }>`
      select rowid as position from search_words where search_words match ${wish} ${upTo}
      order by rowid desc limit ${limit}`.execute(db);
    return rows.map(({ position }) => position);
  },
};

async function countChanges(db: Db): Promise<number> {
  const { rows } = await sql<{ changes: number }>`select total_changes() as changes`.execute(db);
  return rows[0]?.changes ?? 0;
}

/**
 * A word that begins so. Where no index of beginnings is this long, FTS5 would first gather every event with such a word, be they
 * most of all there are; looked for by its words, of which there are few, it reads no more than are asked for.
 */
async function wishFor(db: Db, beginning: string): Promise<string> {
  const asBeginning = `${quote(beginning)}*`;
  if ([...beginning].length <= INDEXED_CODE_POINTS) return asBeginning;
  const found = await wordsFrom(db, beginning);
  if (found.length === 0 || found.length > MOST_WORDS) return asBeginning;
  return `(${found.map(quote).join(' OR ')})`;
}

/** Words that begin so, one more than are of use at most. Each is sought behind the last, since one may stand in half of all events. */
async function wordsFrom(db: Db, beginning: string): Promise<string[]> {
  const { rows } = await sql<{ word: string }>`
    with recursive found (word) as (
      select (select term from search_vocabulary where term >= ${beginning} limit 1)
      union all
      select (select term from search_vocabulary where term >= word || char(0) limit 1)
      from found where substr(word, 1, length(${beginning})) = ${beginning}
    )
    select word from found where substr(word, 1, length(${beginning})) = ${beginning}
    limit ${MOST_WORDS + 1}`.execute(db);
  return rows.map(({ word }) => word);
}

async function lastPositions(db: Db, times: readonly number[]): Promise<Map<number, number>> {
  const ranges = JSON.stringify(
    times.map((at) => [at, positionsOf(at).first, positionsOf(at).end]),
  );
  const { rows } = await sql<{ at: number; last: number | null }>`
    select value ->> 0 as at, (
      select max(position) from search_entries
      where position >= value ->> 1 and position < value ->> 2
    ) as last from json_each(${ranges})`.execute(db);
  return new Map(rows.flatMap(({ at, last }) => (last === null ? [] : [[at, last] as const])));
}

/** A string of FTS5's query language (FTS5, 3.1). */
function quote(word: string): string {
  return `"${word.replaceAll('"', '""')}"`;
}
