import { groupSettingsSchema } from '../../protocol/index.schema.ts';
import type { Group, GroupId, GroupSettings, OperatorId, SiteId } from '../../protocol/index.ts';

/** Operators who may be given a chat, and how it is shared out among them: a group, or everybody. */
export interface Pool extends GroupSettings {
  /** Null: everybody. */
  readonly group: GroupId | null;
  /** Null: everybody. */
  readonly members: ReadonlySet<OperatorId> | null;
}

/** How everybody is treated where no group serves a site, until an owner or admin says otherwise. */
const AS_A_NEW_GROUP: GroupSettings = groupSettingsSchema.parse({});

/** Whose chat it is. */
export interface Owned {
  readonly site_id: SiteId;
  readonly group_id: GroupId | null;
}

/** The pools of a chat, the first to be asked first; at least one. */
export type PoolsOf = (chat: Owned) => readonly [Pool, ...Pool[]];

/** Steps of priority above `normal`. */
export const STEPS: Readonly<Record<GroupSettings['priority'], number>> = {
  low: -1,
  normal: 0,
  high: 1,
};

/**
 * The group that the chat was given to; else the groups that serve its site, by their priority; else everybody. A group without
 * members serves nobody, so that no chat waits for it in vain. `groups` as they are listed, the oldest first; `everybodys` says how
 * everybody's chats are shared out. Pure.
 */
export function createPools(
  groups: readonly Group[],
  everybodys: GroupSettings = AS_A_NEW_GROUP,
): PoolsOf {
  const everybody: Pool = { group: null, members: null, ...everybodys };
  const pools = groups.filter(({ members }) => members.length > 0).map(poolOf);
  const byGroup = new Map(pools.map((pool) => [pool.group, pool]));
  const bySite = new Map<SiteId, Pool[]>();
  for (const { id, sites } of groups) {
    const pool = byGroup.get(id);
    if (pool) for (const site of sites) bySite.set(site, [...(bySite.get(site) ?? []), pool]);
  }
  for (const serving of bySite.values()) {
    serving.sort((one, other) => STEPS[other.priority] - STEPS[one.priority]);
  }
  return ({ site_id, group_id }) => {
    const own = group_id === null ? undefined : byGroup.get(group_id);
    if (own) return [own];
    const [first, ...others] = bySite.get(site_id) ?? [];
    return first ? [first, ...others] : [everybody];
  };
}

/** Whether somebody is in one of these pools. */
export function isIn(pools: readonly Pool[], operator: OperatorId): boolean {
  return pools.some(({ members }) => !members || members.has(operator));
}

function poolOf({ id, name, sites, members, ...settings }: Group): Pool {
  return { group: id, members: new Set(members), ...settings };
}
