import type { GroupId, OperatorId, Scope, SiteId } from '../../protocol/index.ts';
import type { Problem } from './problem.ts';

/** What sites and groups there are, and who is in the groups; handed in, since others keep them. */
export interface Directory {
  sites(): Promise<readonly { readonly id: SiteId; readonly name: string }[]>;
  groups(): Promise<
    readonly {
      readonly id: GroupId;
      readonly name: string;
      readonly members: readonly OperatorId[];
    }[]
  >;
}

/** The groups that an operator is in. */
export async function groupsOf(directory: Directory, operator: OperatorId): Promise<GroupId[]> {
  const groups = await directory.groups();
  return groups.filter(({ members }) => members.includes(operator)).map(({ id }) => id);
}

/** What the site or group of a scope is called; empty for other scopes, and where it is gone. */
export async function scopeNames(directory: Directory): Promise<(scope: Scope) => string> {
  const [sites, groups] = await Promise.all([directory.sites(), directory.groups()]);
  const names = new Map<string, string>([...sites, ...groups].map(({ id, name }) => [id, name]));
  return (scope) => {
    if (scope.kind === 'site') return names.get(scope.site) ?? '';
    return scope.kind === 'group' ? (names.get(scope.group) ?? '') : '';
  };
}

/** Why nothing can belong to this scope; undefined where it can. */
export async function faultOfScope(
  directory: Directory,
  scope: Scope,
): Promise<Problem | undefined> {
  if (scope.kind !== 'site' && scope.kind !== 'group') return undefined;
  if ((await scopeNames(directory))(scope) !== '') return undefined;
  return { code: 'not_found', detail: `this ${scope.kind}`, field: `scope.${scope.kind}` };
}
