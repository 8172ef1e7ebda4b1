import { uuidv7 } from 'uuidv7';
import { groupSettingsSchema } from '../../protocol/index.schema.ts';
import type {
  Group,
  GroupId,
  GroupInput,
  GroupSettings,
  RefusalDetail,
} from '../../protocol/index.ts';
import {
  allGroups,
  allSites,
  type Db,
  deleteGroup,
  type GroupOverviewRow,
  groupByName,
  insertGroup,
  knownOperators,
  metaValue,
  type Storage,
  setMetaValue,
  updateGroup,
} from '../storage/index.ts';

/** How making or changing a group ended: the group as it is now, or the field that is wrong. */
export type GroupChange =
  | { readonly group: Group }
  | { readonly wrong: 'name' | 'members' | 'sites'; readonly detail: RefusalDetail }
  /** There is no such group. */
  | { readonly group: null };

/** The groups of one installation. */
export interface Groups {
  /** The oldest first. */
  list(): Promise<Group[]>;
  create(input: GroupInput): Promise<GroupChange>;
  /** Replaces all of it. */
  update(id: GroupId, input: GroupInput): Promise<GroupChange>;
  /** Chats of the group fall to whoever serves their site. False where there is no such group. */
  remove(id: GroupId): Promise<boolean>;
  /** How chats of sites that no group serves are shared out among everybody. */
  everybodys(): Promise<GroupSettings>;
  setEverybodys(settings: GroupSettings): Promise<void>;
}

/** Where the installation notes them. */
const EVERYBODYS = 'everybodys-chats';

export interface GroupsOptions {
  readonly storage: Storage;
  readonly now: () => number;
  /** A group was made, changed or deleted here. */
  readonly onChange: () => void;
}

export function createGroups({ storage, now, onChange }: GroupsOptions): Groups {
  async function change(work: (db: Db) => Promise<GroupChange>): Promise<GroupChange> {
    const done = await storage.write(work);
    if ('group' in done && done.group) onChange();
    return done;
  }

  return {
    list: async () => (await allGroups(storage.read)).map(toGroup),

    create: (input) =>
      change(async (db) => {
        const wrong = await faultOf(db, null, input);
        if (wrong) return wrong;
        const id = uuidv7() as GroupId; // a UUID is what the brand stands for
        await insertGroup(db, { ...toRow(id, input), created_at: now() });
        return { group: { id, ...input } };
      }),

    update: (id, input) =>
      change(async (db) => {
        const wrong = await faultOf(db, id, input);
        if (wrong) return wrong;
        return { group: (await updateGroup(db, toRow(id, input))) ? { id, ...input } : null };
      }),

    async remove(id) {
      const wasThere = await storage.write((db) => deleteGroup(db, id));
      if (wasThere) onChange();
      return wasThere;
    },

    async everybodys() {
      const text = await metaValue(storage.read, EVERYBODYS);
      return groupSettingsSchema.parse(JSON.parse(text ?? '{}'));
    },

    async setEverybodys(settings) {
      await storage.write((db) => setMetaValue(db, EVERYBODYS, JSON.stringify(settings)));
      onChange();
    },
  };
}

async function faultOf(db: Db, id: GroupId | null, input: GroupInput): Promise<GroupChange | null> {
  const other = await groupByName(db, input.name);
  if (other && other.id !== id) {
    return { wrong: 'name', detail: { name: input.name, what: 'another group' } };
  }
  const operators = new Set(await knownOperators(db, input.members));
  const stranger = input.members.find((member) => !operators.has(member));
  if (stranger) return { wrong: 'members', detail: `${stranger} is no operator` };
  const sites = new Set((await allSites(db)).map((site) => site.id));
  const unknown = input.sites.find((site) => !sites.has(site));
  return unknown ? { wrong: 'sites', detail: `${unknown} is no site` } : null;
}

function toRow(
  id: GroupId,
  { name, members, sites, ...settings }: GroupInput,
): Omit<GroupOverviewRow, 'created_at'> {
  return { id, name, settings: JSON.stringify(settings), members, sites };
}

function toGroup({ id, name, settings, members, sites }: GroupOverviewRow): Group {
  const { data } = groupSettingsSchema.safeParse(JSON.parse(settings));
  if (!data) throw new Error(`the settings of the group ${id} cannot be read`);
  return { id, name, members: [...members], sites: [...sites], ...data };
}
