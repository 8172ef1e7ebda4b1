import type { OperatorId } from '../../protocol/index.ts';

/** An operator who is connected and accepts chats. */
export interface Candidate {
  readonly id: OperatorId;
  readonly name: string;
  /** Chats assigned to or joined by them and not closed. */
  readonly chats: number;
  readonly limit: number;
  /** When they were last given a chat; 0 for never. Only breaks ties. */
  readonly lastAssignedAt: number;
}

/** The one with the fewest chats and room for one more; among equals who has waited longest. Pure. */
export function chooseOperator(candidates: readonly Candidate[]): Candidate | undefined {
  return candidates
    .filter(({ chats, limit }) => chats < limit)
    .sort(
      (a, b) => a.chats - b.chats || a.lastAssignedAt - b.lastAssignedAt || (a.id < b.id ? -1 : 1),
    )
    .at(0);
}
