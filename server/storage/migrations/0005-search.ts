import { type Kysely, type Migration, sql } from 'kysely';
import type { Engine } from '../engine.ts';
import type { Tables } from '../schema.ts';

/**
 * Which words are in which events, and the queue of events whose words are not known yet: at first all there are. What is
 * found by its words goes with its event, on SQLite by a trigger, since the words stand in a virtual table there.
 */
export function search(engine: Engine): Migration {
  return {
    async up(db: Kysely<Tables>) {
      await createUnindexed(db, engine);
      await createEntries(db, engine);
      if (engine === 'sqlite') await createWords(db);
      else await addWords(db);
    },
  };
}

async function createUnindexed(db: Kysely<Tables>, engine: Engine): Promise<void> {
  const table = db.schema.createTable('unindexed');
  const withPosition =
    engine === 'sqlite'
      ? table.addColumn('position', 'integer', (column) => column.primaryKey().autoIncrement())
      : table.addColumn('position', 'bigint', (column) =>
          column.primaryKey().generatedByDefaultAsIdentity(),
        );
  await withPosition
    .addColumn('chat_id', 'text', (column) => column.notNull())
    .addColumn('seq', 'integer', (column) => column.notNull())
    .execute();
  // In the order of their times, for the newest are taken first; what is in the outbox is noted when it is taken out.
  await sql`
    insert into unindexed (chat_id, seq)
    select chat_id, seq from events where not exists (
      select 1 from outbox where outbox.chat_id = events.chat_id and outbox.seq = events.seq
    ) order by at`.execute(db);
}

async function createEntries(db: Kysely<Tables>, engine: Engine): Promise<void> {
  await db.schema
    .createTable('search_entries')
    // SQLite makes a key of the type `integer` alone the row's own number; Postgres needs eight bytes for it.
    .addColumn('position', engine === 'sqlite' ? 'integer' : 'bigint', (column) =>
      column.primaryKey().notNull(),
    )
    .addColumn('chat_id', 'text', (column) => column.notNull())
    .addColumn('seq', 'integer', (column) => column.notNull())
    .addUniqueConstraint('search_entries_one_per_event', ['chat_id', 'seq'])
    .addForeignKeyConstraint(
      'search_entries_of_event',
      ['chat_id', 'seq'],
      'events',
      ['chat_id', 'seq'],
      (key) => key.onDelete('cascade'),
    )
    .execute();
}

/**
 * The words of an entry stand under its position. They come split and folded, so the tokenizer has but to part them at spaces.
 * Without `secure-delete` the words of an erased event would stay in the file until the index is merged (FTS5, 6.11). Beginnings
 * of up to four letters, which many words have, are found as quickly as words.
 */
async function createWords(db: Kysely<Tables>): Promise<void> {
  await sql`
    create virtual table search_words using fts5(
      words, tokenize = 'ascii', columnsize = 0, prefix = '1 2 3 4'
    )`.execute(db);
  await sql`insert into search_words (search_words, rank) values ('secure-delete', 1)`.execute(db);
  await sql`
    create trigger search_entries_deleted after delete on search_entries
    begin
      delete from search_words where rowid = old.position;
    end`.execute(db);
}

/** New words go into the index itself: a list of those that wait, which each search reads through, would grow to megabytes. */
async function addWords(db: Kysely<Tables>): Promise<void> {
  await sql`alter table search_entries add column words tsvector not null`.execute(db);
  await sql`
    create index search_entries_by_words on search_entries
    using gin (words) with (fastupdate = off)`.execute(db);
}
