import type { ChatId, SiteId, VisitorId } from '../../../protocol/index.ts';
import type { Db } from '../port.ts';
import type { ChatRow, TrackedRow } from '../schema.ts';

/** What pages told of a visitor, the newest first. */
export function tracksOf(db: Db, visitor: VisitorId): Promise<TrackedRow[]> {
  return db
    .selectFrom('tracked')
    .selectAll()
    .where('visitor_id', '=', visitor)
    .orderBy('at', 'desc')
    .orderBy('key', 'desc')
    .execute();
}

export function trackOf(
  db: Db,
  { visitor_id, kind, key }: Pick<TrackedRow, 'visitor_id' | 'kind' | 'key'>,
): Promise<TrackedRow | undefined> {
  return db
    .selectFrom('tracked')
    .selectAll()
    .where('visitor_id', '=', visitor_id)
    .where('kind', '=', kind)
    .where('key', '=', key)
    .executeTakeFirst();
}

/** Writes it in the place of what stood under its key, and keeps the last `most` of its kind. The visitor must be locked. */
export async function putTrack(db: Db, row: TrackedRow, most: number): Promise<void> {
  const { details, at } = row;
  await db
    .insertInto('tracked')
    .values(row)
    .onConflict((conflict) =>
      conflict.columns(['visitor_id', 'kind', 'key']).doUpdateSet({ details, at }),
    )
    .execute();
  const ofKind = db
    .selectFrom('tracked')
    .select('key')
    .where('visitor_id', '=', row.visitor_id)
    .where('kind', '=', row.kind);
  const kept = ofKind.orderBy('at', 'desc').orderBy('key', 'desc').limit(most);
  await db
    .deleteFrom('tracked')
    .where('visitor_id', '=', row.visitor_id)
    .where('kind', '=', row.kind)
    .where('key', 'not in', kept)
    .execute();
}

export async function deleteCart(db: Db, visitor: VisitorId): Promise<void> {
  await db
    .deleteFrom('tracked')
    .where('visitor_id', '=', visitor)
    .where('kind', '=', 'cart')
    .execute();
}

/** Takes away all that pages told of a visitor. */
export async function deleteTracks(db: Db, visitor: VisitorId): Promise<void> {
  await db.deleteFrom('tracked').where('visitor_id', '=', visitor).execute();
}

/** Locks a visitor's chats that are open or changed since then; gives back what goals they reached so far. */
export function lockChatsSince(
  db: Db,
  visitor: VisitorId,
  since: number,
): Promise<Pick<ChatRow, 'id' | 'site_id' | 'goals'>[]> {
  return db
    .selectFrom('chats')
    .select(['id', 'site_id', 'goals'])
    .where('visitor_id', '=', visitor)
    .where((chat) => chat.or([chat('state', '<>', 'closed'), chat('updated_at', '>=', since)]))
    .orderBy('id')
    .forUpdate()
    .execute();
}

/** Writes the goals of a chat that is locked; its time stays, since nobody did anything in it. */
export async function setChatGoals(db: Db, chat: ChatId, goals: string): Promise<void> {
  await db.updateTable('chats').set({ goals }).where('id', '=', chat).execute();
}

/** A site knows a goal from now on; of its goals the last `most` are kept. */
export async function noteGoal(
  db: Db,
  goal: { readonly site_id: SiteId; readonly name: string; readonly reached_at: number },
  most: number,
): Promise<void> {
  const { site_id, reached_at } = goal;
  await db
    .insertInto('goals')
    .values(goal)
    .onConflict((conflict) => conflict.columns(['site_id', 'name']).doUpdateSet({ reached_at }))
    .execute();
  const kept = db
    .selectFrom('goals')
    .select('name')
    .where('site_id', '=', site_id)
    .orderBy('reached_at', 'desc')
    .orderBy('name')
    .limit(most);
  await db
    .deleteFrom('goals')
    .where('site_id', '=', site_id)
    .where('name', 'not in', kept)
    .execute();
}

/** The goals that chats reached, of all sites that are in use, each once. */
export async function goalNames(db: Db): Promise<string[]> {
  const rows = await db
    .selectFrom('goals')
    .innerJoin('sites', 'sites.id', 'goals.site_id')
    .select('goals.name')
    .distinct()
    .where('sites.deleted_at', 'is', null)
    .execute();
  return rows.map(({ name }) => name);
}

/** Gives another visitor what pages told of one, in the place of what is older there; both must be locked. */
export async function moveTracks(
  db: Db,
  { from, to }: { readonly from: VisitorId; readonly to: VisitorId },
  most: number,
): Promise<void> {
  for (const row of await tracksOf(db, from)) {
    const known = await trackOf(db, { ...row, visitor_id: to });
    if (!known || known.at < row.at) await putTrack(db, { ...row, visitor_id: to }, most);
  }
}
