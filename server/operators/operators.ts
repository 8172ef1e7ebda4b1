import { uuidv7 } from 'uuidv7';
import type { OperatorId, Role } from '../../protocol/index.ts';
import { LIMITS } from '../../protocol/index.ts';
import type { OperatorRow, Storage } from '../storage/index.ts';
import {
  allOperators,
  insertOperator,
  operatorByEmail,
  operatorById,
  updateOperator,
} from '../storage/index.ts';

/** An operator's account, without its password. */
export interface OperatorRecord {
  readonly id: OperatorId;
  readonly name: string;
  /** In small letters. */
  readonly email: string;
  readonly role: Role;
  /** Takes new chats while connected. */
  readonly accepting: boolean;
  /** Most chats at once. */
  readonly chatLimit: number;
  /** When routing gave them a chat last, milliseconds since 1970; 0 for never. */
  readonly lastAssignedAt: number;
}

/** Who is to have an account. */
export interface NewOperator {
  readonly name: string;
  readonly email: string;
  readonly role: Role;
}

/** The accounts of the people who answer. */
export interface Operators {
  find(id: OperatorId): Promise<OperatorRecord | undefined>;
  /** By e-mail address, in any case of letters. */
  findByEmail(email: string): Promise<OperatorRecord | undefined>;
  /** The oldest first. */
  list(): Promise<OperatorRecord[]>;
  /** Makes an account without a password; undefined where the e-mail address has one already. */
  invite(invite: NewOperator): Promise<OperatorRecord | undefined>;
  setAccepting(id: OperatorId, accepting: boolean): Promise<void>;
}

export function createOperators(options: { storage: Storage; now?: () => number }): Operators {
  const { storage, now = Date.now } = options;
  return {
    async find(id) {
      const row = await operatorById(storage.read, id);
      return row && operatorRecord(row);
    },

    async findByEmail(email) {
      const row = await operatorByEmail(storage.read, email.toLowerCase());
      return row && operatorRecord(row);
    },

    async list() {
      return (await allOperators(storage.read)).map(operatorRecord);
    },

    async invite(invite) {
      const row = newOperatorRow(invite, null, now());
      const isNew = await storage.write(async (db) => {
        if (await operatorByEmail(db, row.email)) return false;
        await insertOperator(db, row);
        return true;
      });
      return isNew ? operatorRecord(row) : undefined;
    },

    setAccepting(id, accepting) {
      return storage.write((db) => updateOperator(db, id, { accepting: accepting ? 1 : 0 }));
    },
  };
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
    created_at: at,
  };
}

/** An account's row as the rest of the relay sees it: no password leaves the storage by it. */
export function operatorRecord(row: OperatorRow): OperatorRecord {
  const { id, name, email, role, accepting } = row;
  const { chat_limit: chatLimit, last_assigned_at: lastAssignedAt } = row;
  return { id, name, email, role, accepting: accepting === 1, chatLimit, lastAssignedAt };
}
