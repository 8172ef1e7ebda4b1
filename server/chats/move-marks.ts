import type { ChatId } from '../../protocol/index.ts';
import {
  type Gathering,
  gather,
  isStorageError,
  type Mark,
  moveMark,
  type Storage,
} from '../storage/index.ts';

/** What a reader says of a chat: up to here it reached them, or they looked at it. */
export interface MarkMove {
  readonly chat: ChatId;
  readonly mark: Mark;
  readonly role: 'visitor' | 'operator';
  readonly seq: number;
}

/** Moves a mark forward, never back and never past the log; gives back whether it moved. */
export type MoveMark = Gathering<MarkMove, boolean>;

/** Most marks of one transaction. */
const MAX_BATCH = 256;
/** Nobody waits for a mark as for a message, and there are more of them. */
const REST_MS = 20;

/** All marks of one moment are one transaction: there are about two for each message. */
export function createMoveMarks(storage: Storage): MoveMark {
  const work = (moves: readonly MarkMove[]): Promise<boolean[]> =>
    storage.write(async (db) => {
      const moved = new Map<MarkMove, boolean>();
      // Rows are locked in the order of their ids, as everywhere.
      const ordered = [...moves].sort((one, other) => (one.chat < other.chat ? -1 : 1));
      for (const move of ordered) {
        moved.set(move, await moveMark(db, move.chat, move.mark, move.role, move.seq));
      }
      return moves.map((move) => moved.get(move) ?? false);
    });
  return gather({ most: MAX_BATCH, restMs: REST_MS, work, isEverybodys: isStorageError });
}
