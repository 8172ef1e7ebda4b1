import { type Kysely, sql } from 'kysely';

/**
 * For Postgres, where several processes write: each chat carries the id of the transaction that changed it last, given by
 * the database itself, so that no writer can forget it. By it a process finds what others changed.
 */
export const changed = {
  async up(db: Kysely<unknown>): Promise<void> {
    await sql`alter table chats add column changed bigint not null default 0`.execute(db);
    await sql`
      create function counterbell_mark_changed() returns trigger language plpgsql as $$
      begin
        new.changed := pg_current_xact_id()::text::bigint;
        return new;
      end $$`.execute(db);
    await sql`
      create trigger chats_changed before insert or update on chats
      for each row execute function counterbell_mark_changed()`.execute(db);
    await sql`create index chats_by_changed on chats (changed)`.execute(db);
  },
};
