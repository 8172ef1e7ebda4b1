import type { GroupSettings, OperatorId } from '../../protocol/index.ts';

/** An operator who is connected and accepts chats. */
export interface Candidate {
  readonly id: OperatorId;
  readonly name: string;
  /** Chats assigned to or joined by them that are neither closed nor idle. */
  readonly chats: number;
  readonly limit: number;
  /** When they were last given a chat; 0 for never. */
  readonly lastAssignedAt: number;
}

/** Whether they may be given one more. */
export function hasRoom({ chats, limit }: Pick<Candidate, 'chats' | 'limit'>): boolean {
  return chats < limit;
}

/**
 * Who of those with room gets the next chat. `leastBusy`: whoever has the fewest; `roundRobin`: whose turn it is, whatever they
 * have. Among equals who was given none for the longest time. Pure, and the same whatever the order they stand in.
 */
export function chooseOperator<One extends Candidate>(
  candidates: readonly One[],
  rule: GroupSettings['rule'],
): One | undefined {
  const load = ({ chats }: Candidate): number => (rule === 'leastBusy' ? chats : 0);
  return candidates
    .filter(hasRoom)
    .sort(
      (a, b) => load(a) - load(b) || a.lastAssignedAt - b.lastAssignedAt || (a.id < b.id ? -1 : 1),
    )
    .at(0);
}
