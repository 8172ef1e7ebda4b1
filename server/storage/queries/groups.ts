import type { GroupId, OperatorId, SiteId } from '../../../protocol/index.ts';
import type { Db } from '../port.ts';
import type { GroupRow } from '../schema.ts';

/** A group's row with who is in it and which sites it serves, each by id. */
export interface GroupOverviewRow extends GroupRow {
  readonly members: readonly OperatorId[];
  readonly sites: readonly SiteId[];
}

/** Every group, the oldest first. */
export async function allGroups(db: Db): Promise<GroupOverviewRow[]> {
  const [groups, members, sites] = await Promise.all([
    db.selectFrom('groups').selectAll().orderBy('created_at').orderBy('id').execute(),
    db.selectFrom('group_members').selectAll().orderBy('operator_id').execute(),
    db.selectFrom('group_sites').selectAll().orderBy('site_id').execute(),
  ]);
  return groups.map((group) => ({
    ...group,
    members: members.flatMap(({ group_id, operator_id }) =>
      group_id === group.id ? operator_id : [],
    ),
    sites: sites.flatMap(({ group_id, site_id }) => (group_id === group.id ? site_id : [])),
  }));
}

export function groupByName(db: Db, name: string): Promise<GroupRow | undefined> {
  return db.selectFrom('groups').selectAll().where('name', '=', name).executeTakeFirst();
}

export async function insertGroup(db: Db, { members, sites, ...group }: GroupOverviewRow) {
  await db.insertInto('groups').values(group).execute();
  await fillGroup(db, group.id, members, sites);
}

/** Replaces everything but when it was made; false where there is no such group. */
export async function updateGroup(
  db: Db,
  { id, name, settings, members, sites }: Omit<GroupOverviewRow, 'created_at'>,
): Promise<boolean> {
  const { numUpdatedRows } = await db
    .updateTable('groups')
    .set({ name, settings })
    .where('id', '=', id)
    .executeTakeFirst();
  if (Number(numUpdatedRows) === 0) return false;
  await db.deleteFrom('group_members').where('group_id', '=', id).execute();
  await db.deleteFrom('group_sites').where('group_id', '=', id).execute();
  await fillGroup(db, id, members, sites);
  return true;
}

/** Chats that still name it are nobody's in particular from then on. False where there is no such group. */
export async function deleteGroup(db: Db, id: GroupId): Promise<boolean> {
  const { numDeletedRows } = await db.deleteFrom('groups').where('id', '=', id).executeTakeFirst();
  return Number(numDeletedRows) > 0;
}

async function fillGroup(
  db: Db,
  group: GroupId,
  members: readonly OperatorId[],
  sites: readonly SiteId[],
): Promise<void> {
  const rows = members.map((operator) => ({ group_id: group, operator_id: operator }));
  if (rows.length > 0) await db.insertInto('group_members').values(rows).execute();
  const served = sites.map((site) => ({ group_id: group, site_id: site }));
  if (served.length > 0) await db.insertInto('group_sites').values(served).execute();
}

/** Of these accounts, those that are there. */
export async function knownOperators(db: Db, ids: readonly OperatorId[]): Promise<OperatorId[]> {
  if (ids.length === 0) return [];
  const rows = await db.selectFrom('operators').select('id').where('id', 'in', ids).execute();
  return rows.map(({ id }) => id);
}
