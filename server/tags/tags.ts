import { uuidv7 } from 'uuidv7';
import type { SiteId, Tag, TagId, TagInput } from '../../protocol/index.ts';
import {
  allTags,
  chatsWithTag,
  deleteTag,
  insertTag,
  type Storage,
  type TagRow,
  tagById,
  takeTagOff,
  updateTag,
} from '../storage/index.ts';
import { type TagProblem, whyNotNamed } from './why-not-named.ts';

/** Chats of one transaction while a tag is deleted: some tens of milliseconds of the database. */
const BATCH = 500;

/** The tags of one installation. */
export interface Tags {
  /** By their names. */
  list(): Promise<Tag[]>;
  find(id: TagId): Promise<Tag | undefined>;
  create(input: TagInput): Promise<Tag | { problem: TagProblem }>;
  /** Undefined where there is no such tag. Chats show it as it is now; their logs keep what it was called. */
  update(id: TagId, input: TagInput): Promise<Tag | { problem: TagProblem } | undefined>;
  /** Takes it off all chats, some hundred at a time, and forgets it; false where there is no such tag. Their logs keep it. */
  remove(id: TagId): Promise<boolean>;
}

export interface TagsOptions {
  readonly storage: Storage;
  readonly hasSite: (site: SiteId) => Promise<boolean>;
  readonly now: () => number;
  /** A tag was made, changed or deleted here. */
  readonly onChange: () => void;
}

export function createTags({ storage, hasSite, now, onChange }: TagsOptions): Tags {
  /** Looks and writes in one transaction, so that two managers cannot make the same tag. */
  async function keep(
    input: TagInput,
    id: TagId | null,
  ): Promise<Tag | { problem: TagProblem } | undefined> {
    if (input.site !== null && !(await hasSite(input.site))) {
      return { problem: { code: 'not_found', field: 'site', detail: 'this site' } };
    }
    const kept = await storage.write(async (db) => {
      const others = (await allTags(db)).filter((tag) => tag.id !== id);
      const problem = whyNotNamed(input, others);
      if (problem) return { problem };
      const { name, colour, site } = input;
      if (id) return (await updateTag(db, id, { name, colour, site_id: site })) ? id : undefined;
      const made = uuidv7() as TagId; // a UUID is what the brand stands for
      await insertTag(db, { id: made, name, colour, site_id: site, created_at: now() });
      return made;
    });
    if (typeof kept !== 'string') return kept;
    onChange();
    return { id: kept, ...input };
  }

  /** Takes a tag off some chats, or deletes it where no chat has it any more; undefined where chats may be left. */
  function takeOffSome(id: TagId): Promise<boolean | undefined> {
    return storage.write(async (db) => {
      const chats = await chatsWithTag(db, id, BATCH);
      for (const chat of chats) {
        // What is there the relay wrote itself.
        const others = (JSON.parse(chat.tags) as TagId[]).filter((tag) => tag !== id);
        await takeTagOff(db, chat.id, id, JSON.stringify(others));
      }
      return chats.length > 0 ? undefined : deleteTag(db, id);
    });
  }

  return {
    async list() {
      return (await allTags(storage.read)).map(toTag).sort(byName);
    },

    async find(id) {
      const row = await tagById(storage.read, id);
      return row && toTag(row);
    },

    async create(input) {
      const made = await keep(input, null);
      if (!made) throw new Error('a tag that was made is not there');
      return made;
    },

    update: (id, input) => keep(input, id),

    async remove(id) {
      let isDeleted: boolean | undefined;
      while (isDeleted === undefined) isDeleted = await takeOffSome(id);
      if (isDeleted) onChange();
      return isDeleted;
    },
  };
}

function toTag({ id, name, colour, site_id: site }: TagRow): Tag {
  return { id, name, colour, site };
}

/** Without a language, so that everybody is told them in one order. */
function byName(one: Tag, other: Tag): number {
  return one.name.localeCompare(other.name, 'en') || one.id.localeCompare(other.id);
}
