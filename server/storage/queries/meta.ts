import type { Db } from '../port.ts';

/** Under this name stands when an installation was moved here; the first relay that starts on it removes it. */
export const MOVED = 'moved';

/** What an installation notes about itself under a name, such as `epoch`. */
export async function metaValue(db: Db, key: string): Promise<string | undefined> {
  const row = await db.selectFrom('meta').select('value').where('key', '=', key).executeTakeFirst();
  return row?.value;
}

/** Notes a value under a name, in place of the one before. */
export async function setMetaValue(db: Db, key: string, value: string): Promise<void> {
  await db
    .insertInto('meta')
    .values({ key, value })
    .onConflict((conflict) => conflict.column('key').doUpdateSet({ value }))
    .execute();
}

export async function removeMetaValue(db: Db, key: string): Promise<void> {
  await db.deleteFrom('meta').where('key', '=', key).execute();
}
