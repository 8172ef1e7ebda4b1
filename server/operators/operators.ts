import { uuidv7 } from 'uuidv7';
import { openingHoursSchema } from '../../protocol/index.schema.ts';
import type {
  ConsoleLanguage,
  OpeningHours,
  OperatorId,
  OperatorInput,
  Role,
} from '../../protocol/index.ts';
import { LIMITS } from '../../protocol/index.ts';
import type { Db, OperatorRow, Storage } from '../storage/index.ts';
import {
  allOperators,
  deleteInvited,
  insertOperator,
  lockOwners,
  noteMiss,
  operatorByEmail,
  operatorById,
  updateOperator,
} from '../storage/index.ts';
import { type Accepting, acceptingAt, SWITCHED_BY_MISSES } from './accepting.ts';
import { mayManage, type Ranked, type Refusal, roleRefusal } from './change-role.ts';

/** An operator's account, without its password. */
export interface OperatorRecord {
  readonly id: OperatorId;
  readonly name: string;
  /** In small letters. */
  readonly email: string;
  readonly role: Role;
  /** They have not opened their invitation yet: nobody can sign in. */
  readonly invited: boolean;
  /** Takes new chats while connected, by their switch and their hours of work. */
  readonly accepting: boolean;
  /** Why they take none; null where they do. */
  readonly away: Accepting['away'];
  /** When they switched by hand last, milliseconds since 1970; 0 where it no longer counts. */
  readonly switchedAt: number;
  /** Their hours of work; null where they have none. */
  readonly schedule: OpeningHours | null;
  /** Most chats at once. */
  readonly chatLimit: number;
  /** When routing gave them a chat last, milliseconds since 1970; 0 for never. */
  readonly lastAssignedAt: number;
  /** What the console speaks to them; null: what their browser speaks. */
  readonly language: ConsoleLanguage | null;
}

/** Who is to have an account. */
export interface NewOperator {
  readonly name: string;
  readonly email: string;
  readonly role: Role;
}

/** How the change of an account ended: as it is now, undefined where there is none such, or why it was refused. */
export type OperatorChange = { readonly operator: OperatorRecord | undefined } | Refusal;

/** The accounts of the people who answer. */
export interface Operators {
  find(id: OperatorId): Promise<OperatorRecord | undefined>;
  /** By e-mail address, in any case of letters. */
  findByEmail(email: string): Promise<OperatorRecord | undefined>;
  /** The oldest first. */
  list(): Promise<OperatorRecord[]>;
  /** Makes an account without a password; undefined where the e-mail address has one already. */
  invite(invite: NewOperator): Promise<OperatorRecord | undefined>;
  /** Holds until their hours of work change next. */
  setAccepting(id: OperatorId, accepting: boolean): Promise<void>;
  setLanguage(id: OperatorId, language: ConsoleLanguage | null): Promise<void>;
  /** Chats that they joined before keep the earlier name. */
  rename(id: OperatorId, name: string): Promise<void>;
  /** Sets their limit and their hours of work, which count at once, and their role where one is given, as far as `by` may. */
  update(id: OperatorId, input: OperatorInput, by: Ranked): Promise<OperatorChange>;
  /** Whether `by` may make a link for this account; gives the account back. */
  mayLink(id: OperatorId, by: Ranked): Promise<OperatorChange>;
  /** Removes an account that nobody has signed in to yet; its link is worthless then. */
  withdraw(id: OperatorId, by: Ranked): Promise<OperatorChange>;
  /**
   * They let one more chat pass; with `missLimit` of them one after another they no longer accept, null for no limit. Of whoever was
   * there nothing is counted, and neither is what they missed before.
   */
  missed(
    id: OperatorId,
    miss: { readonly missLimit: number | null; readonly wasThere: boolean },
  ): Promise<void>;
  /** They accepted a chat: what they missed before no longer counts. Writes nothing where they missed none. */
  accepted(id: OperatorId): Promise<void>;
}

export function createOperators(options: { storage: Storage; now?: () => number }): Operators {
  const { storage, now = Date.now } = options;
  /** Who missed a chat, by the list that was read last. */
  let missing: ReadonlySet<OperatorId> = new Set();
  const record = (row: OperatorRow): OperatorRecord => operatorRecord(row, now());

  async function forgive(id: OperatorId): Promise<void> {
    if (missing.has(id)) await storage.write((db) => updateOperator(db, id, { misses: 0 }));
  }

  return {
    async find(id) {
      const row = await operatorById(storage.read, id);
      return row && record(row);
    },

    async findByEmail(email) {
      const row = await operatorByEmail(storage.read, email.toLowerCase());
      return row && record(row);
    },

    async list() {
      const rows = await allOperators(storage.read);
      missing = new Set(rows.flatMap(({ id, misses }) => (misses > 0 ? id : [])));
      return rows.map(record);
    },

    async invite(invite) {
      const row = newOperatorRow(invite, null, now());
      const isNew = await storage.write(async (db) => {
        if (await operatorByEmail(db, row.email)) return false;
        await insertOperator(db, row);
        return true;
      });
      return isNew ? record(row) : undefined;
    },

    setAccepting(id, accepting) {
      const change = { accepting: accepting ? 1 : 0, accepting_at: now(), misses: 0 };
      return storage.write((db) => updateOperator(db, id, change));
    },

    setLanguage: (id, language) => storage.write((db) => updateOperator(db, id, { language })),

    rename: (id, name) => storage.write((db) => updateOperator(db, id, { name })),

    async update(id, input, by) {
      const done = await storage.write((db) => change(db, id, input, by));
      return 'row' in done ? { operator: done.row && record(done.row) } : done;
    },

    async mayLink(id, by) {
      const row = await operatorById(storage.read, id);
      if (row && !mayManage(by, row)) return OWNERS_ALONE;
      return { operator: row && record(row) };
    },

    async withdraw(id, by) {
      const row = await operatorById(storage.read, id);
      if (!row) return { operator: undefined };
      if (!mayManage(by, row)) return OWNERS_ALONE;
      const isGone = await storage.write((db) => deleteInvited(db, id));
      if (!isGone) return { refused: 'invitation_accepted', detail: '' };
      return { operator: record(row) };
    },

    async missed(id, { missLimit, wasThere }) {
      if (wasThere) return forgive(id);
      await storage.write(async (db) => {
        const misses = await noteMiss(db, id);
        if (missLimit === null || misses < missLimit) return;
        await updateOperator(db, id, {
          accepting: 0,
          accepting_at: now(),
          misses: SWITCHED_BY_MISSES,
        });
      });
    },

    accepted: forgive,
  };
}

const OWNERS_ALONE: Refusal = {
  refused: 'not_allowed',
  detail: 'accounts of owners are for owners alone',
};

async function change(
  db: Db,
  id: OperatorId,
  { chatLimit, schedule, role }: OperatorInput,
  by: Ranked,
): Promise<{ readonly row: OperatorRow | undefined } | Refusal> {
  const owners = role === undefined ? [] : await lockOwners(db);
  const before = await operatorById(db, id);
  if (!before) return { row: undefined };
  const refusal = role === undefined ? null : roleRefusal(by, before, role, owners);
  if (refusal) return refusal;
  const text = schedule && JSON.stringify(schedule);
  // Hours that are new count at once, over what was switched before.
  const isNew = text !== before.schedule;
  const changes = {
    chat_limit: chatLimit,
    schedule: text,
    role: role ?? before.role,
    ...(isNew && { accepting_at: 0 }),
  };
  await updateOperator(db, id, changes);
  return { row: { ...before, ...changes } };
}

/** A new account's row: takes no chats until its owner says so. */
export function newOperatorRow(
  who: NewOperator,
  passwordHash: string | null,
  at: number,
): OperatorRow {
  return {
    id: uuidv7() as OperatorId, // a UUID is what the brand stands for
    name: who.name,
    email: who.email.toLowerCase(),
    password_hash: passwordHash,
    role: who.role,
    accepting: 0,
    chat_limit: LIMITS.chatsPerOperator,
    last_assigned_at: 0,
    accepting_at: 0,
    schedule: null,
    misses: 0,
    language: null,
    created_at: at,
  };
}

const READS: Accepting = { accepting: false, away: 'switch' };

/** An account's row as the rest of the relay sees it at this moment: no password leaves the storage by it. */
export function operatorRecord(row: OperatorRow, at: number): OperatorRecord {
  const { id, name, email, role, accepting_at: switchedAt, misses, language } = row;
  const { chat_limit: chatLimit, last_assigned_at: lastAssignedAt } = row;
  const schedule = scheduleOf(row);
  const switched = { accepting: row.accepting === 1, at: switchedAt, misses };
  // Who may only read can answer nobody, whatever their hours say.
  const stand = role === 'viewer' ? READS : acceptingAt(switched, schedule, at);
  const invited = row.password_hash === null;
  const shared = {
    id,
    name,
    email,
    role,
    invited,
    chatLimit,
    lastAssignedAt,
    schedule,
    switchedAt,
    language,
  };
  return { ...shared, ...stand };
}

/** By account, so that what is reckoned of it is kept as long as it stays the same. */
const schedules = new Map<OperatorId, { text: string; schedule: OpeningHours }>();

function scheduleOf({ id, schedule: text }: OperatorRow): OpeningHours | null {
  if (text === null) return null;
  const known = schedules.get(id);
  if (known?.text === text) return known.schedule;
  const schedule = openingHoursSchema.parse(JSON.parse(text));
  schedules.set(id, { text, schedule });
  return schedule;
}
