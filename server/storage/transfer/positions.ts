import { sql } from 'kysely';
import type { Engine } from '../engine.ts';
import type { Db } from '../port.ts';

/** The position that the outbox's next row gets. What was given is never given again, so it is more than the newest row says. */
export async function nextPosition(db: Db, engine: Engine): Promise<number> {
  const { rows } = await NEXT[engine].execute(db);
  return rows[0]?.next ?? 1;
}

/** Undone with the transaction it is called in, on Postgres too, where other ways to set a sequence are not. */
export async function setNextPosition(db: Db, engine: Engine, next: number): Promise<void> {
  if (engine === 'postgres') {
    await sql`alter table outbox alter column position restart with ${sql.lit(next)}`.execute(db);
    return;
  }
  // SQLite's table of its own has no key, so a row that is there cannot be met by an insert.
  await sql`delete from sqlite_sequence where name = 'outbox'`.execute(db);
  await sql`insert into sqlite_sequence (name, seq) values ('outbox', cast(${next - 1} as integer))`.execute(
    db,
  );
}

const NEXT = {
  sqlite: sql<{ next: number }>`select seq + 1 as next from sqlite_sequence where name = 'outbox'`,
  postgres: sql<{ next: number }>`
    select last_value + is_called::integer as next from outbox_position_seq`,
};
