import type { ChatId, SiteId, TagId } from '../../../protocol/index.ts';
import type { Db } from '../port.ts';
import type { TagRow } from '../schema.ts';

/** Every tag but those of sites that were deleted, the oldest first. */
export function allTags(db: Db): Promise<TagRow[]> {
  return db
    .selectFrom('tags')
    .leftJoin('sites', 'sites.id', 'tags.site_id')
    .selectAll('tags')
    .where('sites.deleted_at', 'is', null)
    .orderBy('tags.created_at')
    .orderBy('tags.id')
    .execute();
}

export function tagById(db: Db, id: TagId): Promise<TagRow | undefined> {
  return db.selectFrom('tags').selectAll().where('id', '=', id).executeTakeFirst();
}

export async function insertTag(db: Db, tag: TagRow): Promise<void> {
  await db.insertInto('tags').values(tag).execute();
}

/** Gives back whether there is such a tag. */
export async function updateTag(
  db: Db,
  id: TagId,
  change: { name: string; colour: TagRow['colour']; site_id: SiteId | null },
): Promise<boolean> {
  const result = await db.updateTable('tags').set(change).where('id', '=', id).executeTakeFirst();
  return Number(result.numUpdatedRows) > 0;
}

/** Gives back whether there was such a tag. */
export async function deleteTag(db: Db, id: TagId): Promise<boolean> {
  const result = await db.deleteFrom('tags').where('id', '=', id).executeTakeFirst();
  return Number(result.numDeletedRows) > 0;
}

/** Some of the chats that have a tag, locked in the order of their ids. */
export function chatsWithTag(
  db: Db,
  tag: TagId,
  limit: number,
): Promise<{ id: ChatId; tags: string }[]> {
  return db
    .selectFrom('chats')
    .select(['id', 'tags'])
    .where('id', 'in', (chats) =>
      chats
        .selectFrom('chat_tags')
        .select('chat_id')
        .where('tag_id', '=', tag)
        .orderBy('chat_id')
        .limit(limit),
    )
    .orderBy('id')
    .forUpdate()
    .execute();
}

/** Writes a chat's tags without one of them, in its row and where chats are found by it. The chat must be locked. */
export async function takeTagOff(db: Db, chat: ChatId, tag: TagId, tags: string): Promise<void> {
  await db.updateTable('chats').set({ tags }).where('id', '=', chat).execute();
  await db.deleteFrom('chat_tags').where('tag_id', '=', tag).where('chat_id', '=', chat).execute();
}
