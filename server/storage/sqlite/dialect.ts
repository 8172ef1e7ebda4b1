import type Database from 'better-sqlite3';
import { Kysely, type SelectModifierNode, SqliteDialect, SqliteQueryCompiler } from 'kysely';
import type { Db } from '../port.ts';
import type { Tables } from '../schema.ts';

/** Statements that are kept; lists of values of many lengths make many. */
const MOST_STATEMENTS = 200;

/** A query runner over one connection. A statement that was prepared once is used again. */
export function createDb(database: Database.Database): Db {
  const statements = new Map<string, Database.Statement<unknown[]>>();

  function prepare(text: string): Database.Statement<unknown[]> {
    const statement = statements.get(text) ?? database.prepare<unknown[]>(text);
    if (statements.size >= MOST_STATEMENTS) statements.clear();
    statements.set(text, statement);
    return statement;
  }

  const close = (): void => void database.close();
  return new Kysely<Tables>({ dialect: new LockFreeDialect({ database: { prepare, close } }) });
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
