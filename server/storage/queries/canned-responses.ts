import type { CannedResponseId, FileId, OperatorId } from '../../../protocol/index.ts';
import type { Db } from '../port.ts';
import type { CannedResponseRow, KeptFileRow, Scoped } from '../schema.ts';

/** Those of this operator and those that are not one operator's own, by their shortcuts. */
export function cannedResponsesFor(db: Db, operator: OperatorId): Promise<CannedResponseRow[]> {
  return db
    .selectFrom('canned_responses')
    .selectAll()
    .where((row) => row.or([row('scope', '<>', 'operator'), row('scope_id', '=', operator)]))
    .orderBy('shortcut')
    .orderBy('id')
    .execute();
}

export function cannedResponseById(
  db: Db,
  id: CannedResponseId,
): Promise<CannedResponseRow | undefined> {
  return db.selectFrom('canned_responses').selectAll().where('id', '=', id).executeTakeFirst();
}

/** Those that belong to the same as this one. */
export function cannedResponsesOf(
  db: Db,
  { scope, scope_id }: Scoped,
): Promise<Pick<CannedResponseRow, 'id' | 'shortcut'>[]> {
  return db
    .selectFrom('canned_responses')
    .select(['id', 'shortcut'])
    .where('scope', '=', scope)
    .where('scope_id', '=', scope_id)
    .execute();
}

/** Writes one, new or changed; when it was made stays. */
export async function putCannedResponse(db: Db, row: CannedResponseRow): Promise<void> {
  const { id: _id, created_at: _made, ...change } = row;
  await db
    .insertInto('canned_responses')
    .values(row)
    .onConflict((conflict) => conflict.column('id').doUpdateSet(change))
    .execute();
}

/** Its files are left to the cleaner. */
export async function deleteCannedResponse(db: Db, id: CannedResponseId): Promise<void> {
  await db.deleteFrom('canned_responses').where('id', '=', id).execute();
}

export async function insertKeptFile(db: Db, file: KeptFileRow): Promise<void> {
  await db.insertInto('kept_files').values(file).execute();
}

/** All of it is on disk: notes what it is. */
export async function completeKeptFile(db: Db, id: FileId, details: string): Promise<void> {
  await db.updateTable('kept_files').set({ details }).where('id', '=', id).execute();
}

export async function deleteKeptFile(db: Db, id: FileId): Promise<void> {
  await db.deleteFrom('kept_files').where('id', '=', id).execute();
}

export function keptFilesById(db: Db, ids: readonly FileId[]): Promise<KeptFileRow[]> {
  if (ids.length === 0) return Promise.resolve([]);
  return db.selectFrom('kept_files').selectAll().where('id', 'in', ids).execute();
}

/** The files of these responses, each's in their order. */
export function keptFilesOf(
  db: Db,
  responses: readonly CannedResponseId[],
): Promise<KeptFileRow[]> {
  if (responses.length === 0) return Promise.resolve([]);
  return db
    .selectFrom('kept_files')
    .selectAll()
    .where('response_id', 'in', responses)
    .orderBy('place')
    .execute();
}

/** Lets these files, and no others, go with a response. */
export async function attachKeptFiles(
  db: Db,
  response: CannedResponseId,
  files: readonly FileId[],
): Promise<void> {
  await db
    .updateTable('kept_files')
    .set({ response_id: null })
    .where('response_id', '=', response)
    .execute();
  for (const [place, id] of files.entries()) {
    await db
      .updateTable('kept_files')
      .set({ response_id: response, place })
      .where('id', '=', id)
      .execute();
  }
}

/** Files that go with no response and were uploaded before `before`. */
export async function looseKeptFiles(db: Db, before: number, limit: number): Promise<FileId[]> {
  const rows = await db
    .selectFrom('kept_files')
    .leftJoin('canned_responses', 'canned_responses.id', 'kept_files.response_id')
    .select('kept_files.id')
    .where('canned_responses.id', 'is', null)
    .where('kept_files.created_at', '<', before)
    .limit(limit)
    .execute();
  return rows.map(({ id }) => id);
}
