import type { ConsoleLanguage, GroupId, OperatorId, Role, SiteId } from '../../protocol/index.ts';

/** Accounts. */
export interface OperatorsTable {
  id: OperatorId;
  name: string;
  /** Unique, small letters. */
  email: string;
  /** argon2id, PHC string; null until the invitation was used. */
  password_hash: string | null;
  role: Role;
  /** 1: takes new chats while connected. */
  accepting: number;
  chat_limit: number;
  /** When routing gave them a chat last; 0 for never. Only breaks ties. */
  last_assigned_at: number;
  /** When `accepting` was switched last, milliseconds since 1970; 0 for never. */
  accepting_at: number;
  /** JSON: OpeningHours, their hours of work; null where they have none. */
  schedule: string | null;
  /** Chats offered to them since they accepted one last, which they let pass. */
  misses: number;
  /** What the console speaks to them; null: what their browser speaks. */
  language: ConsoleLanguage | null;
  created_at: number;
}

/** Who is signed in. */
export interface OperatorSessionsTable {
  /** SHA-256 of the cookie's secret, hexadecimal; primary key. */
  hash: string;
  operator_id: OperatorId;
  created_at: number;
  expires_at: number;
}

/** Single-use links: the first owner, invitations, new passwords. */
export interface LinksTable {
  /** SHA-256 of the link's secret, hexadecimal; primary key. */
  hash: string;
  purpose: 'owner' | 'invite' | 'password';
  /** Null for the owner's first link, which makes the account. */
  operator_id: OperatorId | null;
  created_at: number;
  expires_at: number;
}

/** Groups of operators. */
export interface GroupsTable {
  id: GroupId;
  /** Unique. */
  name: string;
  /** JSON: GroupSettings */
  settings: string;
  created_at: number;
}

/** Primary key: both. Goes with the group, and with the account. */
export interface GroupMembersTable {
  group_id: GroupId;
  operator_id: OperatorId;
}

/** Which sites a group serves. Primary key: both. */
export interface GroupSitesTable {
  group_id: GroupId;
  site_id: SiteId;
}
