import type { OperatorId } from '../../../protocol/index.ts';
import type { Db } from '../port.ts';
import type { PictureRow } from '../schema.ts';

/** A logo, or a photo by its own id. */
export function pictureById(db: Db, id: string): Promise<PictureRow | undefined> {
  return db.selectFrom('pictures').selectAll().where('id', '=', id).executeTakeFirst();
}

export function photoOf(db: Db, operator: OperatorId): Promise<PictureRow | undefined> {
  return db
    .selectFrom('pictures')
    .selectAll()
    .where('operator_id', '=', operator)
    .executeTakeFirst();
}

/** Keeps a picture; one of the same id is the same, and only as young as this one. */
export async function insertPicture(db: Db, picture: PictureRow): Promise<void> {
  const { created_at } = picture;
  await db
    .insertInto('pictures')
    .values(picture)
    .onConflict((conflict) => conflict.column('id').doUpdateSet({ created_at }))
    .execute();
}

export async function deletePhoto(db: Db, operator: OperatorId): Promise<void> {
  await db.deleteFrom('pictures').where('operator_id', '=', operator).execute();
}

/** Removes logos that are older and not among `used`. */
export async function deleteUnusedLogos(
  db: Db,
  olderThan: number,
  used: readonly string[],
): Promise<void> {
  let unused = db
    .deleteFrom('pictures')
    .where('operator_id', 'is', null)
    .where('created_at', '<', olderThan);
  // An empty list is no list in SQL.
  if (used.length > 0) unused = unused.where('id', 'not in', used);
  await unused.execute();
}
