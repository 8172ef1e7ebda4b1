import type { OperatorId } from '../../../protocol/index.ts';
import type { Db } from '../port.ts';
import type { LinkRow } from '../schema.ts';

/** The link of this hash, expired or not. */
export function findLink(db: Db, hash: string): Promise<LinkRow | undefined> {
  return db.selectFrom('links').selectAll().where('hash', '=', hash).executeTakeFirst();
}

export async function insertLink(db: Db, link: LinkRow): Promise<void> {
  await db.insertInto('links').values(link).execute();
}

/** Makes every earlier link of one purpose and account worthless, so that only the newest one works. */
export async function deleteLinks(
  db: Db,
  purpose: LinkRow['purpose'],
  operator: OperatorId | null,
): Promise<void> {
  const links = db.deleteFrom('links').where('purpose', '=', purpose);
  await (operator === null
    ? links.where('operator_id', 'is', null)
    : links.where('operator_id', '=', operator)
  ).execute();
}

/** Uses a link up; false where somebody did so before. */
export async function deleteLink(db: Db, hash: string): Promise<boolean> {
  const result = await db.deleteFrom('links').where('hash', '=', hash).executeTakeFirst();
  return Number(result.numDeletedRows) > 0;
}
