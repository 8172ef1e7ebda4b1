import type { Db } from '../port.ts';
import type { AddonRow } from '../schema.ts';

/** What the owner set for each add-on that was ever changed. */
export function allAddonRows(db: Db): Promise<AddonRow[]> {
  return db.selectFrom('addons').selectAll().execute();
}

/** Keeps an add-on's switch and settings. */
export async function putAddonRow(db: Db, row: AddonRow): Promise<void> {
  const { enabled, settings } = row;
  await db
    .insertInto('addons')
    .values(row)
    .onConflict((conflict) => conflict.column('name').doUpdateSet({ enabled, settings }))
    .execute();
}
