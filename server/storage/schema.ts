import type { Generated, Insertable, Selectable } from 'kysely';
import type {
  ChatId,
  ChatState,
  EventId,
  OperatorId,
  Role,
  SiteId,
  SiteKey,
  VisitorId,
} from '../../protocol/index.ts';

/**
 * Every table, in types both engines understand: text, integer and nothing else. Times are milliseconds since 1970 UTC,
 * truth values are 0 and 1, JSON is text that the domain parses and checks.
 */
export interface Tables {
  meta: { key: string; value: string };
  sites: SitesTable;
  visitors: VisitorsTable;
  visitor_keys: VisitorKeysTable;
  consents: ConsentsTable;
  operators: OperatorsTable;
  operator_sessions: OperatorSessionsTable;
  links: LinksTable;
  chats: ChatsTable;
  events: EventsTable;
  outbox: OutboxTable;
  unindexed: UnindexedTable;
  search_entries: SearchEntriesTable;
  jobs: JobsTable;
  addons: AddonsTable;
}

interface SitesTable {
  id: SiteId;
  /** Unique; stands in the snippet. */
  key: SiteKey;
  name: string;
  /** JSON: string[] */
  domains: string;
  /** JSON: SiteSettings */
  settings: string;
  created_at: number;
}

/** A visitor; holds nothing about a person until they give it. */
interface VisitorsTable {
  id: VisitorId;
  site_id: SiteId;
  name: string | null;
  email: string | null;
  created_at: number;
}

/** What joins a browser to a visitor, in a table of its own so that forgetting is one deleted row. */
interface VisitorKeysTable {
  /** SHA-256 of the token, hexadecimal; primary key. */
  hash: string;
  visitor_id: VisitorId;
  site_id: SiteId;
  /** 1 after the visitor agreed to be remembered. */
  remembered: number;
  created_at: number;
  expires_at: number;
}

interface ConsentsTable {
  id: string;
  site_id: SiteId;
  visitor_id: VisitorId;
  choice: 'granted' | 'denied' | 'withdrawn';
  by: 'banner' | 'menu' | 'api' | 'gpc';
  version: string;
  text: string;
  page: string;
  at: number;
}

interface OperatorsTable {
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
  created_at: number;
}

interface OperatorSessionsTable {
  /** SHA-256 of the cookie's secret, hexadecimal; primary key. */
  hash: string;
  operator_id: OperatorId;
  created_at: number;
  expires_at: number;
}

/** Single-use links: the first owner, invitations, new passwords. */
interface LinksTable {
  /** SHA-256 of the link's secret, hexadecimal; primary key. */
  hash: string;
  purpose: 'owner' | 'invite' | 'password';
  /** Null for the owner's first link, which makes the account. */
  operator_id: OperatorId | null;
  created_at: number;
  expires_at: number;
}

interface ChatsTable {
  id: ChatId;
  site_id: SiteId;
  /** Unique together with site_id among chats that are not closed. */
  visitor_id: VisitorId;
  state: ChatState;
  operator_id: OperatorId | null;
  last_seq: number;
  /** The last seq that visitors may see; smaller than last_seq after a note. */
  last_visible_seq: number;
  /** The last seq written by the visitor. */
  last_visitor_seq: number;
  seen_visitor: number;
  seen_operator: number;
  /** Up to here events reached the reader's browser; what was seen did anyhow. */
  delivered_visitor: number;
  delivered_operator: number;
  /** The beginning of what was said last, at most 120 code points. */
  preview: string;
  /** When it began to wait; orders the queue together with id. Null when it does not wait. */
  waiting_since: number | null;
  page_url: string;
  page_title: string;
  referrer: string;
  browser: string;
  system: string;
  device: string;
  language: string;
  started_at: number;
  updated_at: number;
}

/** The log. Rows are never changed. */
interface EventsTable {
  /** Primary key together with seq. */
  chat_id: ChatId;
  seq: number;
  /** The seq before it that a visitor may see. */
  visible_prev: number;
  /** Unique together with author_id: a repeat is found by it. */
  id: EventId;
  author_role: 'visitor' | 'operator' | 'system';
  /** The visitor's or operator's id; `system` for the relay's own. */
  author_id: string;
  /** `operators`: not for visitors. */
  audience: 'all' | 'operators';
  /** JSON: EventBody */
  body: string;
  /** SHA-256 of the body as it was sent, where an add-on changed it before it was stored; else null. */
  sent_hash: string | null;
  at: number;
}

/** Events that the add-ons have still to be told of, written in the transaction of the event itself. */
interface OutboxTable {
  /** Grows with every row; two that are committed at once may come in either order. */
  position: Generated<number>;
  chat_id: ChatId;
  seq: number;
}

/** Events whose words are not in the index yet. */
interface UnindexedTable {
  /** Grows with every row. */
  position: Generated<number>;
  chat_id: ChatId;
  seq: number;
}

/** Events that are found by their words; the words themselves stand where each engine has them. */
interface SearchEntriesTable {
  /** Primary key; made from the event's time (entry-positions.ts), so that it orders what is found. */
  position: number;
  /** Unique together with seq; goes with its event. */
  chat_id: ChatId;
  seq: number;
}

/** Work in the background: claimed by one worker at a time, retried with backoff, kept a while as its own log. */
interface JobsTable {
  id: string;
  /** Which handler runs it: `addon`, … */
  kind: string;
  /** What the handler works for, such as an add-on's name; lists are made by it. */
  target: string;
  /** JSON of the handler's own. */
  payload: string;
  state: 'waiting' | 'done' | 'dead';
  attempts: number;
  run_at: number;
  /** Another worker may take it after this time; null when nobody has it. */
  claimed_until: number | null;
  outcome: string;
  created_at: number;
}

interface AddonsTable {
  name: string;
  enabled: number;
  /** JSON: Record<string, string> */
  settings: string;
}

export type ChatRow = Selectable<ChatsTable>;
export type EventRow = Selectable<EventsTable>;
export type SiteRow = Selectable<SitesTable>;
export type VisitorRow = Selectable<VisitorsTable>;
export type VisitorKeyRow = Selectable<VisitorKeysTable>;
export type ConsentRow = Insertable<ConsentsTable>;
export type OperatorRow = Selectable<OperatorsTable>;
export type LinkRow = Selectable<LinksTable>;
export type JobRow = Selectable<JobsTable>;
export type AddonRow = Selectable<AddonsTable>;
