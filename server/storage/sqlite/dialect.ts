import type Database from 'better-sqlite3';
import { Kysely, type SelectModifierNode, SqliteDialect, SqliteQueryCompiler } from 'kysely';
import type { Db } from '../port.ts';
import type { Tables } from '../schema.ts';

/** A query runner over one connection. */
export function createDb(database: Database.Database): Db {
  return new Kysely<Tables>({ dialect: new LockFreeDialect({ database }) });
}

/** Queries are written once: where they lock rows for Postgres, SQLite's one writer has locked everything already. */
class LockFreeDialect extends SqliteDialect {
  override createQueryCompiler(): SqliteQueryCompiler {
    return new LockFreeCompiler();
  }
}

class LockFreeCompiler extends SqliteQueryCompiler {
  protected override visitSelectModifier(node: SelectModifierNode): void {
    if (node.modifier === 'Distinct') super.visitSelectModifier(node);
  }
}
