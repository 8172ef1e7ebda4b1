import type { Operator, Role } from '../../protocol/index.ts';

/** The lower the place, the more they may do. */
const ROLES: readonly Role[] = ['owner', 'admin', 'operator', 'viewer'];

/**
 * The roles that `me` may give an account, the one that it has among them. Only owners make owners and change them, nobody raises
 * themselves, and the last owner stays; the relay holds the same. Pure.
 */
export function rolesFor(me: Operator, whose: Operator, all: readonly Operator[]): Role[] {
  const isOwn = me.id === whose.id;
  const owners = all.filter(({ role, invited }) => role === 'owner' && !invited);
  const isLastOwner = whose.role === 'owner' && owners.every(({ id }) => id === whose.id);
  const mayGive = (role: Role) =>
    mayLink(me, whose) &&
    mayLink(me, { role }) &&
    !isLastOwner &&
    !(isOwn && ROLES.indexOf(role) < ROLES.indexOf(whose.role));
  return ROLES.filter((role) => role === whose.role || mayGive(role));
}

/** Whether `me` may make links for an account: whoever opened an owner's would be an owner. Pure. */
export function mayLink(me: Operator, whose: Pick<Operator, 'role'>): boolean {
  return me.role === 'owner' || whose.role !== 'owner';
}
