import type { ChatFilter, VisitorId } from '../../protocol/index.ts';
import { type Db, visitorsFoundBy } from '../storage/index.ts';

/** The chats of so many are looked at, however many are called alike. */
const MOST_VISITORS = 1_000;

/** Whose chats a filter asks for; undefined for everybody's. */
export async function visitorsIn(
  db: Db,
  { visitor }: ChatFilter,
): Promise<readonly VisitorId[] | undefined> {
  return visitor === undefined ? undefined : visitorsFoundBy(db, visitor, MOST_VISITORS);
}
