import type { MovedChats } from '../chats/index.ts';
import {
  banOfVisitor,
  type Db,
  deleteVisitor,
  type Move,
  moveBelongings,
  putBan,
  setVisitorDetails,
  visitorDetails,
} from '../storage/index.ts';
import { banToKeep, mergeDetails } from './merge-details.ts';

/** What came of it, for those who are told after the commit. */
export interface Joined extends MovedChats {
  /** A ban came along. */
  readonly isBanned: boolean;
}

/**
 * Makes one visitor of two, in the caller's transaction, which holds the locks of both: all that is the one's is the other's, and the
 * one is no more. `moveChats` does so with the chats.
 */
export async function joinVisitor(
  db: Db,
  move: Move,
  at: number,
  moveChats: () => Promise<MovedChats>,
): Promise<Joined> {
  const { from, to } = move;
  const moved = await moveChats();
  await moveBelongings(db, move);
  const details = mergeDetails(await visitorDetails(db, from), await visitorDetails(db, to), at);
  if (details) await setVisitorDetails(db, to, details);
  const ban = banToKeep(await banOfVisitor(db, from), await banOfVisitor(db, to));
  if (ban) await putBan(db, { ...ban, visitor_id: to });
  await deleteVisitor(db, from);
  return { ...moved, isBanned: ban !== undefined };
}
