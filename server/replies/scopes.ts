import type { GroupId, OperatorId, Scope } from '../../protocol/index.ts';
import type { Scoped } from '../storage/index.ts';
import { gone, type Problem } from './problem.ts';

/** Who wants to see or change what is prepared for chats. */
export interface Asker {
  readonly id: OperatorId;
  /** Owners and admins see and change what belongs to all, to sites and to groups. */
  readonly isManager: boolean;
  /** The groups they are in. */
  readonly groups: readonly GroupId[];
}

/** Whose something is, as its columns say it. */
export function scopedBy(scope: Scope, owner: OperatorId): Scoped {
  switch (scope.kind) {
    case 'everybody':
      return { scope: 'everybody', scope_id: '' };
    case 'site':
      return { scope: 'site', scope_id: scope.site };
    case 'group':
      return { scope: 'group', scope_id: scope.group };
    case 'own':
      return { scope: 'operator', scope_id: owner };
  }
}

/** Whose something is, as those are told who may see it. */
export function scopeOf({ scope, scope_id }: Scoped): Scope {
  switch (scope) {
    case 'everybody':
      return { kind: 'everybody' };
    case 'site':
      // The column holds what `scopedBy` put there: the site's id, or the group's.
      return { kind: 'site', site: scope_id } as Scope;
    case 'group':
      return { kind: 'group', group: scope_id } as Scope;
    case 'operator':
      return { kind: 'own' };
  }
}

/** What belongs to one operator is seen by them alone. Pure. */
export function maySee({ id, isManager, groups }: Asker, { scope, scope_id }: Scoped): boolean {
  switch (scope) {
    case 'everybody':
    case 'site':
      return true;
    case 'group':
      return isManager || groups.some((group) => group === scope_id);
    case 'operator':
      return scope_id === id;
  }
}

/** Why somebody may not make `before` into `after`: what is not theirs to see is as if it were not there. Pure. */
export function whyNotTheirs(
  asker: Asker,
  before: Scoped | undefined,
  after: Scoped,
  what: string,
): Problem | undefined {
  if (before && !maySee(asker, before)) return gone(what);
  if (mayChange(asker, after) && (!before || mayChange(asker, before))) return undefined;
  return { code: 'not_allowed', detail: 'only owners and admins change what is for others too' };
}

function mayChange({ id, isManager }: Asker, { scope, scope_id }: Scoped): boolean {
  return scope === 'operator' ? scope_id === id : isManager;
}
