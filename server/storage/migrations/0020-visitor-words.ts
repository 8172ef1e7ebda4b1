import { type Kysely, type Migration, sql } from 'kysely';
import type { VisitorId } from '../../../protocol/index.ts';
import type { Engine } from '../engine.ts';
import type { Db } from '../port.ts';
import { wordsOfVisitor } from '../queries/visitor-words.ts';

/** So many visitors are read at once … */
const BATCH = 200;
/** … and so many of their words written, two variables each: SQLite takes 32,766 in one statement. */
const WORDS = 5_000;

/** By what visitors are found: words of their name and address, and the mark of those who have a chat. */
export function visitorWords(engine: Engine): Migration {
  return {
    async up(db: Kysely<unknown>): Promise<void> {
      await db.schema
        .createTable('visitor_words')
        // Compared by its bytes in both, so that beginnings are a stretch of the index.
        .addColumn('word', engine === 'postgres' ? sql`text collate "C"` : 'text', (column) =>
          column.notNull(),
        )
        .addColumn('visitor_id', 'text', (column) =>
          column.notNull().references('visitors.id').onDelete('cascade'),
        )
        .addPrimaryKeyConstraint('visitor_words_primary_key', ['word', 'visitor_id'])
        .execute();
      await db.schema
        .createIndex('visitor_words_by_visitor_id')
        .on('visitor_words')
        .column('visitor_id')
        .execute();
      // Where the mark of an id begins, which are all of one length.
      await sql`create index chats_by_mark on chats (substr(visitor_id, 32))`.execute(db);
      // The tables are there; what a migration is given knows none.
      await fill(db as Db);
    },
  };
}

/**
 * By itself and not by a query of today, whose tables may have changed by then. What a word is comes from today all the same, and asks
 * no table: the words must be those that are looked for.
 */
async function fill(db: Db): Promise<void> {
  let after = '' as VisitorId; // before every one of them
  while (true) {
    const people = await db
      .selectFrom('visitors')
      .leftJoin('site_users', 'site_users.visitor_id', 'visitors.id')
      .select(['visitors.id', 'visitors.name', 'visitors.email', 'site_users.user_id'])
      .select(['site_users.name as user_name', 'site_users.email as user_email'])
      .where('visitors.id', '>', after)
      .where(({ or, eb }) =>
        or([
          eb('visitors.name', 'is not', null),
          eb('visitors.email', 'is not', null),
          eb('site_users.user_id', 'is not', null),
        ]),
      )
      .orderBy('visitors.id')
      .limit(BATCH)
      .execute();
    const words = people.flatMap(wordsOfVisitor);
    for (let first = 0; first < words.length; first += WORDS) {
      const some = words.slice(first, first + WORDS);
      await db.insertInto('visitor_words').values(some).execute();
    }
    const last = people.at(-1);
    if (last === undefined || people.length < BATCH) return;
    after = last.id;
  }
}
