import type { OperatorId } from '../../../protocol/index.ts';
import type { Db } from '../port.ts';
import type { OperatorRow } from '../schema.ts';

/** An operator's session together with their account. */
export interface SessionRow {
  readonly operator: OperatorRow;
  readonly expiresAt: number;
}

/** The session of this hash, expired or not. */
export async function findSessionRow(db: Db, hash: string): Promise<SessionRow | undefined> {
  const row = await db
    .selectFrom('operator_sessions')
    .innerJoin('operators', 'operators.id', 'operator_sessions.operator_id')
    .selectAll('operators')
    .select('operator_sessions.expires_at')
    .where('operator_sessions.hash', '=', hash)
    .executeTakeFirst();
  if (!row) return undefined;
  const { expires_at: expiresAt, ...operator } = row;
  return { operator, expiresAt };
}

/** Begins a session and clears away the ones that ended. */
export async function insertSession(
  db: Db,
  session: { hash: string; operator_id: OperatorId; created_at: number; expires_at: number },
): Promise<void> {
  await db.deleteFrom('operator_sessions').where('expires_at', '<=', session.created_at).execute();
  await db.insertInto('operator_sessions').values(session).execute();
}

export async function prolongSession(db: Db, hash: string, expiresAt: number): Promise<void> {
  await db
    .updateTable('operator_sessions')
    .set({ expires_at: expiresAt })
    .where('hash', '=', hash)
    .execute();
}

export async function deleteSession(db: Db, hash: string): Promise<void> {
  await db.deleteFrom('operator_sessions').where('hash', '=', hash).execute();
}

/** Signs an operator out everywhere, but for the session of this hash where one is given. */
export async function deleteSessionsOf(db: Db, operator: OperatorId, but = ''): Promise<void> {
  await db
    .deleteFrom('operator_sessions')
    .where('operator_id', '=', operator)
    .where('hash', '<>', but)
    .execute();
}
