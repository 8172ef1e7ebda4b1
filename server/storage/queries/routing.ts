import { sql } from 'kysely';
import type { ChatId, GroupId, OperatorId, SiteId, VisitorId } from '../../../protocol/index.ts';
import type { Db } from '../port.ts';

/** Written into the statements themselves, as in chats.ts. */
const CLOSED = sql.lit('closed' as const);

/** A chat that wants an operator. */
export interface UnservedRow {
  readonly id: ChatId;
  readonly site_id: SiteId;
  readonly visitor_id: VisitorId;
  readonly group_id: GroupId | null;
  readonly waiting_since: number | null;
  readonly missed: string;
  /** Who joined it last. */
  readonly last_operator_id: OperatorId | null;
  /** Who joined the chat last in which this visitor had somebody last. */
  readonly earlier_operator_id: OperatorId | null;
}

function unserved(db: Db, state: 'queued' | 'unanswered') {
  return db
    .selectFrom('chats')
    .select([
      'chats.id',
      'chats.site_id',
      'chats.visitor_id',
      'chats.group_id',
      'chats.waiting_since',
      'chats.missed',
      'chats.last_operator_id',
    ])
    .select((chat) =>
      chat
        .selectFrom('chats as earlier')
        .select('earlier.last_operator_id')
        .whereRef('earlier.visitor_id', '=', 'chats.visitor_id')
        .whereRef('earlier.site_id', '=', 'chats.site_id')
        .where('earlier.last_operator_id', 'is not', null)
        .orderBy('earlier.updated_at', 'desc')
        .limit(1)
        .as('earlier_operator_id'),
    )
    .where('chats.state', '<>', CLOSED)
    .where('chats.state', '=', state)
    .orderBy('chats.waiting_since')
    .orderBy('chats.id');
}

/** Chats that wait for an operator, longest first. */
export function queuedChats(db: Db): Promise<UnservedRow[]> {
  return unserved(db, 'queued').execute();
}

/** Messages that were left when nobody was there, on these sites, longest first. */
export async function leftChats(
  db: Db,
  sites: readonly SiteId[],
  limit: number,
): Promise<UnservedRow[]> {
  if (sites.length === 0) return [];
  return unserved(db, 'unanswered').where('chats.site_id', 'in', sites).limit(limit).execute();
}

/** How many chats each operator has that are assigned or active and not idle: asked operator by operator, so that no closed chat is read. */
export async function chatsPerOperator(db: Db): Promise<Map<OperatorId, number>> {
  const rows = await db
    .selectFrom('operators')
    .select((operator) => [
      'operators.id',
      operator
        .selectFrom('chats')
        .select((chat) => chat.fn.countAll<number | string>().as('chats'))
        .whereRef('chats.operator_id', '=', 'operators.id')
        .where('state', 'in', ['assigned', 'active'])
        .where('idle', '=', 0)
        .as('chats'),
    ])
    .execute();
  return new Map(rows.map(({ id, chats }) => [id, Number(chats)]));
}

/** A chat that an operator was offered, or has. */
export interface HeldRow {
  readonly id: ChatId;
  readonly site_id: SiteId;
  readonly group_id: GroupId | null;
  readonly state: 'assigned' | 'active';
  readonly operator_id: OperatorId;
}

/** Chats that are offered to somebody; and of everybody but these operators, those in which a visitor waits for an answer. */
export async function heldChats(db: Db, here: readonly OperatorId[]): Promise<HeldRow[]> {
  const rows = await db
    .selectFrom('chats')
    .select(['id', 'site_id', 'group_id', 'state', 'operator_id'])
    .where('state', '<>', CLOSED)
    .where((chat) => {
      const owed = chat.and([chat('state', '=', 'active'), chat('awaits_reply', '=', 1)]);
      // An empty list is no list in SQL.
      const left = here.length > 0 ? chat.and([owed, chat('operator_id', 'not in', here)]) : owed;
      return chat.or([chat('state', '=', 'assigned'), left]);
    })
    .execute();
  return rows.flatMap(({ state, operator_id, ...row }) =>
    operator_id && (state === 'assigned' || state === 'active')
      ? { ...row, state, operator_id }
      : [],
  );
}

/** A chat that is answered. */
export interface AnsweredRow {
  readonly id: ChatId;
  readonly site_id: SiteId;
  readonly visitor_id: VisitorId;
  readonly idle: number;
  readonly updated_at: number;
}

/** Active chats that are answered and in which nothing happened since `before`, milliseconds since 1970. */
export function answeredChats(db: Db, before: number): Promise<AnsweredRow[]> {
  return db
    .selectFrom('chats')
    .select(['id', 'site_id', 'visitor_id', 'idle', 'updated_at'])
    .where('state', '<>', CLOSED)
    .where('state', '=', 'active')
    .where('awaits_reply', '=', 0)
    .where('updated_at', '<', before)
    .execute();
}

/** Notes of active chats that are answered whether they count towards their operators' limits. */
export async function setIdle(
  db: Db,
  chats: readonly ChatId[],
  idle: boolean,
  before: number,
): Promise<void> {
  // Rows are locked in the order of their ids, as everywhere.
  for (const id of [...chats].sort()) {
    await db
      .updateTable('chats')
      .set({ idle: idle ? 1 : 0 })
      .where('id', '=', id)
      .where('state', '=', 'active')
      .where('awaits_reply', '=', 0)
      .where('updated_at', '<', before)
      .execute();
  }
}
