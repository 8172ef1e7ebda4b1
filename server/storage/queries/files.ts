import type { EventId, FileId, VisitorId } from '../../../protocol/index.ts';
import type { Db } from '../port.ts';
import type { FileRow } from '../schema.ts';

/** A file, and whether an event that visitors may see holds it. */
export interface FoundFileRow extends FileRow {
  readonly is_sent: boolean;
}

export async function insertFile(db: Db, file: FileRow): Promise<void> {
  await db.insertInto('files').values(file).execute();
}

/** All of it is on disk: notes what it is. */
export async function completeFile(db: Db, id: FileId, details: string): Promise<void> {
  await db.updateTable('files').set({ details }).where('id', '=', id).execute();
}

export async function deleteFile(db: Db, id: FileId): Promise<void> {
  await db.deleteFrom('files').where('id', '=', id).execute();
}

/** How many files a visitor and operators have uploaded for one another. */
export async function countFiles(db: Db, visitor: VisitorId): Promise<number> {
  const found = await db
    .selectFrom('files')
    .select((file) => file.fn.countAll<number | string>().as('files'))
    .where('visitor_id', '=', visitor)
    .executeTakeFirstOrThrow();
  return Number(found.files);
}

/** A file of a visitor whose site is there. */
export function fileById(db: Db, id: FileId): Promise<FileRow | undefined> {
  return db
    .selectFrom('files')
    .innerJoin('visitors', 'visitors.id', 'files.visitor_id')
    .innerJoin('sites', 'sites.id', 'visitors.site_id')
    .selectAll('files')
    .where('files.id', '=', id)
    .where('sites.deleted_at', 'is', null)
    .executeTakeFirst();
}

/** A file as a visitor may see it. */
export async function fileOfVisitor(
  db: Db,
  id: FileId,
  visitor: VisitorId,
): Promise<FoundFileRow | undefined> {
  const row = await db
    .selectFrom('files')
    .leftJoin('events', (join) =>
      join
        .onRef('events.author_id', '=', 'files.author_id')
        .onRef('events.id', '=', 'files.event_id'),
    )
    .selectAll('files')
    .select('events.audience')
    .where('files.id', '=', id)
    .where('files.visitor_id', '=', visitor)
    .executeTakeFirst();
  if (!row) return undefined;
  const { audience, ...file } = row;
  return { ...file, is_sent: audience === 'all' };
}

/** Gives a file to the event that sends it; false, and nothing changed, where another one has it. */
export async function claimFile(
  db: Db,
  id: FileId,
  event: EventId,
  checkAt: number,
): Promise<boolean> {
  const result = await db
    .updateTable('files')
    .set({ event_id: event, check_at: checkAt })
    .where('id', '=', id)
    .where((file) => file.or([file('event_id', 'is', null), file('event_id', '=', event)]))
    .executeTakeFirst();
  return Number(result.numUpdatedRows) > 0;
}

/** Files that are due to be looked at, longest due first, and whether the log holds them. */
export async function filesToCheck(
  db: Db,
  now: number,
  limit: number,
): Promise<{ id: FileId; isInLog: boolean }[]> {
  const rows = await db
    .selectFrom('files')
    .leftJoin('events', (join) =>
      join
        .onRef('events.author_id', '=', 'files.author_id')
        .onRef('events.id', '=', 'files.event_id'),
    )
    .select(['files.id', 'events.seq'])
    .where('files.check_at', '<=', now)
    .orderBy('files.check_at')
    .limit(limit)
    .execute();
  return rows.map(({ id, seq }) => ({ id, isInLog: seq !== null }));
}

export async function checkFilesLater(
  db: Db,
  ids: readonly FileId[],
  checkAt: number,
): Promise<void> {
  await db.updateTable('files').set({ check_at: checkAt }).where('id', 'in', ids).execute();
}
