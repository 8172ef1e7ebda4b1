import { type Kysely, sql } from 'kysely';

/** For SQLite, which words there are, read out of the index itself (FTS5, "The fts5vocab Virtual Table Module"): it stores nothing. */
export const vocabulary = {
  async up(db: Kysely<unknown>): Promise<void> {
    await sql`
      create virtual table search_vocabulary using fts5vocab(search_words, instance)`.execute(db);
  },
};
