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

/** The same, locked until the transaction ends. */
export function lockOperator(db: Db, id: OperatorId): Promise<OperatorRow | undefined> {
  return db.selectFrom('operators').selectAll().where('id', '=', id).forUpdate().executeTakeFirst();
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

/** Every owner who can sign in, by id, locked until the transaction ends. */
export async function lockOwners(db: Db): Promise<OperatorId[]> {
  const rows = await db
    .selectFrom('operators')
    .select('id')
    .where('role', '=', 'owner')
    .where('password_hash', 'is not', null)
    .orderBy('id')
    .forUpdate()
    .execute();
  return rows.map(({ id }) => id);
}

/** Removes an account that nobody has signed in to yet; false where there is none such. */
export async function deleteInvited(db: Db, id: OperatorId): Promise<boolean> {
  const { numDeletedRows } = await db
    .deleteFrom('operators')
    .where('id', '=', id)
    .where('password_hash', 'is', null)
    .executeTakeFirst();
  return Number(numDeletedRows) > 0;
}

export async function insertOperator(db: Db, operator: OperatorRow): Promise<void> {
  await db.insertInto('operators').values(operator).execute();
}

export async function updateOperator(
  db: Db,
  id: OperatorId,
  change: Partial<Omit<OperatorRow, 'id' | 'created_at'>>,
): Promise<void> {
  await db.updateTable('operators').set(change).where('id', '=', id).execute();
}

/** Counts one more chat that they let pass; gives back how many it are one after another. */
export async function noteMiss(db: Db, id: OperatorId): Promise<number> {
  const row = await db
    .updateTable('operators')
    .set((operator) => ({
      // What switched them off before is over: they have accepted chats since.
      misses: operator
        .case()
        .when('misses', '<', 0)
        .then(1)
        .else(operator('misses', '+', 1))
        .end(),
    }))
    .where('id', '=', id)
    .returning('misses')
    .executeTakeFirst();
  return row?.misses ?? 0;
}
