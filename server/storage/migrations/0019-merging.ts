import { type Kysely, sql } from 'kysely';

/**
 * For SQLite: FTS5 no longer merges the pieces of the index of words by itself. It did so for 64 pages and each level at once, which
 * held up whoever wrote a message; it is done in small steps now, after each addition (sqlite/word-index.ts).
 */
export const merging = {
  async up(db: Kysely<unknown>): Promise<void> {
    await sql`insert into search_words (search_words, rank) values ('automerge', 0)`.execute(db);
  },
};
