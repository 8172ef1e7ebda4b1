import { sql } from 'kysely';
import { freePositions, positionsOf } from '../entry-positions.ts';
import type { Db, WordIndex } from '../port.ts';

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

  async find(db, { words, beginnings, before, limit }) {
    const wish = [...words.map(quote), ...beginnings.map((one) => `${quote(one)}*`)].join(' ');
    // The driver binds every number as a real one, by which FTS5 would not begin at it but read up to it.
    const upTo = before === null ? sql`` : sql`and rowid < cast(${before} as integer)`;
    const { rows } = await sql<{ position: number }>`
      select rowid as position from search_words where search_words match ${wish} ${upTo}
      order by rowid desc limit ${limit}`.execute(db);
    return rows.map(({ position }) => position);
  },
};

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
