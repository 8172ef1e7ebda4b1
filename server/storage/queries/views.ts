import type { OperatorId } from '../../../protocol/index.ts';
import type { Db } from '../port.ts';
import type { ViewRow } from '../schema.ts';

/** The views of an operator and the shared ones, the oldest first. */
export function viewsFor(db: Db, operator: OperatorId): Promise<ViewRow[]> {
  return db
    .selectFrom('views')
    .selectAll()
    .where((view) => view.or([view('operator_id', '=', operator), view('operator_id', 'is', null)]))
    .orderBy('created_at')
    .orderBy('id')
    .execute();
}

export async function insertView(db: Db, view: ViewRow): Promise<void> {
  await db.insertInto('views').values(view).execute();
}

export async function updateView(
  db: Db,
  id: string,
  change: Pick<ViewRow, 'operator_id' | 'name' | 'settings'>,
): Promise<void> {
  await db.updateTable('views').set(change).where('id', '=', id).execute();
}

export async function deleteView(db: Db, id: string): Promise<void> {
  await db.deleteFrom('views').where('id', '=', id).execute();
}
