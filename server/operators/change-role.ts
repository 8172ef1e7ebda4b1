import type { OperatorId, RefusalCode, Role } from '../../protocol/index.ts';

/** Somebody who changes an account, or whose account is changed. */
export interface Ranked {
  readonly id: OperatorId;
  readonly role: Role;
}

/** Why an account stays as it is; the detail is for whoever tried. */
export interface Refusal {
  readonly refused: RefusalCode;
  readonly detail: string;
}

/** The lower the place, the more they may do. */
const RANKS: readonly Role[] = ['owner', 'admin', 'operator', 'viewer'];

/** Whether an owner's account is touched by somebody who is none: whoever opened its links would become an owner. Pure. */
export function mayManage(by: Ranked, whose: Pick<Ranked, 'role'>): boolean {
  return by.role === 'owner' || whose.role !== 'owner';
}

/** Why somebody may not give an account this role; null where they may. `owners` are those who can sign in. Pure. */
export function roleRefusal(
  by: Ranked,
  whose: Ranked,
  role: Role,
  owners: readonly OperatorId[],
): Refusal | null {
  if (role === whose.role) return null;
  if (by.id === whose.id && RANKS.indexOf(role) < RANKS.indexOf(whose.role)) {
    return { refused: 'not_allowed', detail: 'role may not be raised by oneself' };
  }
  if (!mayManage(by, whose) || !mayManage(by, { role })) {
    return { refused: 'not_allowed', detail: 'role of owners is given and taken by owners alone' };
  }
  if (whose.role === 'owner' && owners.every((owner) => owner === whose.id)) {
    return { refused: 'last_owner', detail: '' };
  }
  return null;
}
