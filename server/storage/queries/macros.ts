import type { MacroId, OperatorId } from '../../../protocol/index.ts';
import type { Db } from '../port.ts';
import type { MacroRow, Scoped } from '../schema.ts';

/** Those of this operator and those that are not one operator's own, by their names. */
export function macrosFor(db: Db, operator: OperatorId): Promise<MacroRow[]> {
  return db
    .selectFrom('macros')
    .selectAll()
    .where((row) => row.or([row('scope', '<>', 'operator'), row('scope_id', '=', operator)]))
    .orderBy('name')
    .orderBy('id')
    .execute();
}

export function macroById(db: Db, id: MacroId): Promise<MacroRow | undefined> {
  return db.selectFrom('macros').selectAll().where('id', '=', id).executeTakeFirst();
}

/** Those that belong to the same as this one. */
export function macrosOf(
  db: Db,
  { scope, scope_id }: Scoped,
): Promise<Pick<MacroRow, 'id' | 'name'>[]> {
  return db
    .selectFrom('macros')
    .select(['id', 'name'])
    .where('scope', '=', scope)
    .where('scope_id', '=', scope_id)
    .execute();
}

/** Writes one, new or changed; when it was made stays. */
export async function putMacro(db: Db, row: MacroRow): Promise<void> {
  const { id: _id, created_at: _made, ...change } = row;
  await db
    .insertInto('macros')
    .values(row)
    .onConflict((conflict) => conflict.column('id').doUpdateSet(change))
    .execute();
}

export async function deleteMacro(db: Db, id: MacroId): Promise<void> {
  await db.deleteFrom('macros').where('id', '=', id).execute();
}
