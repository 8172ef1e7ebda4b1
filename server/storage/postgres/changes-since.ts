import type { ChangedChat, Changes } from '../port.ts';
import type { Connections } from './connections.ts';

/**
 * Every change of a chat carries the id of its transaction (migrations/postgres.ts). What was committed after a look is of a
 * transaction that ran then or came later, so its id is not below the oldest that ran: no clock is asked, and nothing that
 * commits late is passed over.
 */
export async function changesSince(connections: Connections, cursor: string): Promise<Changes> {
  const session = await connections.session();
  let isBroken = true;
  try {
    const { rows } = await session.query<{ cursor: string }>(
      'SELECT pg_snapshot_xmin(pg_current_snapshot())::text AS cursor',
      [],
      'change-cursor',
    );
    const chats =
      cursor === '' ? [] : (await session.query<ChangedChat>(CHANGES, [cursor], 'changes')).rows;
    isBroken = false;
    return { cursor: rows[0]?.cursor ?? cursor, chats };
  } finally {
    session.release(isBroken);
  }
}

const CHANGES = `SELECT id, visitor_id, last_seq, seen_visitor, seen_operator, delivered_visitor, delivered_operator
  FROM chats
  WHERE changed >= $1::bigint ORDER BY changed`;
