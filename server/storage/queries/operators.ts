import type { OperatorId, Role } from '../../../protocol/index.ts';
import type { Db } from '../port.ts';
import type { OperatorRow } from '../schema.ts';

/** Every account, the oldest first. */
export function allOperators(db: Db): Promise<OperatorRow[]> {
  return db.selectFrom('operators').selectAll().orderBy('created_at').orderBy('id').execute();
}

export function operatorById(db: Db, id: OperatorId): Promise<OperatorRow | undefined> {
  return db.selectFrom('operators').selectAll().where('id', '=', id).executeTakeFirst();
}

/** `email` in small letters, as it is stored. */
export function operatorByEmail(db: Db, email: string): Promise<OperatorRow | undefined> {
  return db.selectFrom('operators').selectAll().where('email', '=', email).executeTakeFirst();
}

/** Whether anybody of this role has a password and so can sign in. */
export async function hasUsableAccount(db: Db, role: Role): Promise<boolean> {
  const row = await db
    .selectFrom('operators')
    .select('id')
    .where('role', '=', role)
    .where('password_hash', 'is not', null)
    .limit(1)
    .executeTakeFirst();
  return row !== undefined;
}

export async function insertOperator(db: Db, operator: OperatorRow): Promise<void> {
  await db.insertInto('operators').values(operator).execute();
}

export async function updateOperator(
  db: Db,
  id: OperatorId,
  change: Partial<Pick<OperatorRow, 'name' | 'password_hash' | 'accepting'>>,
): Promise<void> {
  await db.updateTable('operators').set(change).where('id', '=', id).execute();
}
