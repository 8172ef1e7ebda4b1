import { type Kysely, sql } from 'kysely';
import type { Engine } from '../engine.ts';

/**
 * When something was said in each chat last, which orders the lists in the place of any change; since when its visitor waits for an
 * answer; and until when an offer holds, which those that are open now do not say.
 */
export const said = (engine: Engine) => ({
  async up(db: Kysely<unknown>): Promise<void> {
    await db.schema
      .alterTable('chats')
      .addColumn('said_at', 'bigint', (column) => column.notNull().defaultTo(0))
      .execute();
    await db.schema.alterTable('chats').addColumn('awaits_since', 'bigint').execute();
    await db.schema.alterTable('chats').addColumn('offered_until', 'bigint').execute();
    if (engine === 'postgres') await fillBesideOthers(db);
    else await fill(db, engine);
    await db.schema
      .createIndex('chats_closed_by_said_at')
      .on('chats')
      .columns(['said_at', 'id'])
      .where(sql.ref('state'), '=', 'closed')
      .execute();
    await db.schema.dropIndex('chats_closed_by_updated_at').execute();
  },
});

/** Relays of the version before go on meanwhile, and after it until each is replaced. */
async function fillBesideOthers(db: Kysely<unknown>): Promise<void> {
  // Nobody there is to be told of every chat at once: what is filled in, they do not know.
  await sql`alter table chats disable trigger chats_changed`.execute(db);
  await fill(db, 'postgres');
  await sql`alter table chats enable trigger chats_changed`.execute(db);
  // Only now: with the column itself it would be written into every row. Chats that they begin stand where they belong.
  await sql`
    alter table chats alter column said_at
    set default (extract(epoch from clock_timestamp()) * 1000)::bigint`.execute(db);
}

/** The last events of each chat are enough, and those of chats that wait: all others are not read, while nobody else can write. */
async function fill(db: Kysely<unknown>, engine: Engine): Promise<void> {
  const field = (name: 'kind' | 'form') =>
    engine === 'sqlite'
      ? sql`json_extract(body, ${sql.lit(`$.${name}`)})`
      : sql`body::json ->> ${sql.lit(name)}`;
  await sql`
    update chats set said_at = coalesce((
      select at from events
      where chat_id = chats.id and ${field('kind')} in ('message', 'file', 'form', 'rating')
      order by seq desc limit 1
    ), started_at)`.execute(db);
  await sql`
    update chats set awaits_since = (
      select min(at) from events
      where chat_id = chats.id and author_role = 'visitor'
        and (${field('kind')} in ('message', 'file')
          or (${field('kind')} = 'form' and ${field('form')} <> 'postChat'))
        and seq > coalesce((
          select max(seq) from events
          where chat_id = chats.id and (${field('kind')} = 'closed'
            or (author_role = 'operator' and ${field('kind')} in ('message', 'file')))
        ), 0))
    where awaits_reply = 1`.execute(db);
}
