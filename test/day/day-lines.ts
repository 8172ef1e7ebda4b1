import type { Group, GroupId, OperatorId, SiteId } from '../../protocol/index.ts';

/** A step of priority is worth so much waiting. */
const STEP_MS = 5 * 60_000;
const STEPS = { low: -1, normal: 0, high: 1 } as const;

/** Whom a chat waits for. */
export interface Line {
  /** The first to be asked first; empty where it is everybody. */
  readonly groups: readonly Group[];
  /** Milliseconds by which it is ahead of one of normal priority that came at the same time. */
  readonly aheadMs: number;
  /** Whether somebody may be given its chats. */
  serves(operator: OperatorId): boolean;
}

export type LineOf = (chat: { readonly site: SiteId; readonly group: GroupId | null }) => Line;

/** What docs/ROUTING.md says of groups, written a second time: the relay's own rules are what is tried. */
export function createLines(groups: readonly Group[]): LineOf {
  const known = new Map<string, Line>();
  const peopled = groups.filter(({ members }) => members.length > 0);

  function make(site: SiteId, group: GroupId | null): Line {
    const own = peopled.filter(({ id }) => id === group);
    const ofSite = peopled
      .filter(({ sites }) => sites.includes(site))
      .sort((one, other) => STEPS[other.priority] - STEPS[one.priority]);
    const asked = own.length > 0 ? own : ofSite;
    const members = new Set(asked.flatMap((one) => one.members));
    return {
      groups: asked,
      aheadMs: STEPS[asked[0]?.priority ?? 'normal'] * STEP_MS,
      serves: (operator) => asked.length === 0 || members.has(operator),
    };
  }

  return ({ site, group }) => {
    const key = `${site} ${group}`;
    const line = known.get(key) ?? make(site, group);
    known.set(key, line);
    return line;
  };
}
