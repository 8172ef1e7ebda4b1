import { expect, test } from 'vitest';
import { mayLink, rolesFor } from '../../console/operators/roles-for.ts';
import type { Operator, OperatorId, Role } from '../../protocol/index.ts';
import { mayManage, roleRefusal } from '../../server/operators/change-role.ts';

const ROLES: readonly Role[] = ['owner', 'admin', 'operator', 'viewer'];

function operator(id: string, role: Role, invited = false): Operator {
  const words = { id: id as OperatorId, name: id, email: `${id}@example.org` };
  return { ...words, role, invited, chatLimit: 6, schedule: null };
}

const PAIRS = (['owner', 'admin'] as const).flatMap((mine) =>
  ROLES.flatMap((theirs) =>
    [false, true].map((invited) => [operator('me', mine), operator('they', theirs, invited)]),
  ),
);

test('offers exactly the roles that the relay lets somebody give', () => {
  const own = (['owner', 'admin'] as const).map((role) => [
    operator('me', role),
    operator('me', role),
  ]);
  for (const [me, whose] of [...PAIRS, ...own]) {
    if (!me || !whose) continue;
    const all = me.id === whose.id ? [me] : [me, whose];
    const owners = all.filter(({ role, invited }) => role === 'owner' && !invited);
    const allowed = ROLES.filter(
      (role) =>
        roleRefusal(
          me,
          whose,
          role,
          owners.map(({ id }) => id),
        ) === null,
    );
    expect({ me, whose, roles: rolesFor(me, whose, all) }).toEqual({ me, whose, roles: allowed });
    expect(mayLink(me, whose)).toBe(mayManage(me, whose));
  }
});

test('lets one of two owners go, and the last one stay', () => {
  const [ada, bob] = [operator('ada', 'owner'), operator('bob', 'owner')];
  expect(rolesFor(ada, ada, [ada, bob])).toEqual(ROLES);
  expect(rolesFor(ada, ada, [ada])).toEqual(['owner']);
  // Nobody can sign in to an account that is only invited.
  expect(rolesFor(ada, ada, [ada, operator('bob', 'owner', true)])).toEqual(['owner']);
});
