import { sql } from 'kysely';
import { freePositions, positionsOf } from '../entry-positions.ts';
import type { Db, WordIndex } from '../port.ts';

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

  async find(db, { words, beginnings, before, limit }) {
    const wish = [...words.map(quote), ...beginnings.map((one) => `${quote(one)}:*`)].join(' & ');
    const upTo = before === null ? sql`` : sql`and position < ${before}`;
    const { rows } = await sql<{ position: number }>`
      select position from search_entries where words @@ ${wish}::tsquery ${upTo}
      order by position desc limit ${limit}`.execute(db);
    return rows.map(({ position }) => position);
  },
};

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
