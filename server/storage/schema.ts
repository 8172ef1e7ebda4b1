import type { Generated, Insertable, Selectable } from 'kysely';
import type {
  ChatId,
  EventId,
  FileId,
  OperatorId,
  SiteId,
  VisitorId,
  VisitorNoteId,
} from '../../protocol/index.ts';
import type { ChatPagesTable, ChatsTable } from './schema-of-chats.ts';
import type { IdentitySecretsTable, SiteUsersTable } from './schema-of-identity.ts';
import type {
  GroupMembersTable,
  GroupSitesTable,
  GroupsTable,
  LinksTable,
  OperatorSessionsTable,
  OperatorsTable,
} from './schema-of-operators.ts';
import type { BansTable, GuardCountsTable } from './schema-of-refusals.ts';
import type {
  CannedResponsesTable,
  ChatTagsTable,
  KeptFilesTable,
  MacrosTable,
  TagsTable,
} from './schema-of-replies.ts';
import type { SitesTable } from './schema-of-sites.ts';
import type { GoalsTable, TrackedTable } from './schema-of-tracks.ts';

export type { Scoped } from './schema-of-replies.ts';

/**
 * Every table, in types both engines understand: text, integer and nothing else. Times are milliseconds since 1970 UTC,
 * truth values are 0 and 1, JSON is text that the domain parses and checks.
 */
export interface Tables {
  meta: { key: string; value: string };
  sites: SitesTable;
  visitors: VisitorsTable;
  visitor_keys: VisitorKeysTable;
  visitor_details: VisitorDetailsTable;
  visitor_notes: VisitorNotesTable;
  visitor_words: VisitorWordsTable;
  tracked: TrackedTable;
  goals: GoalsTable;
  consents: ConsentsTable;
  site_users: SiteUsersTable;
  identity_secrets: IdentitySecretsTable;
  operators: OperatorsTable;
  operator_sessions: OperatorSessionsTable;
  links: LinksTable;
  groups: GroupsTable;
  group_members: GroupMembersTable;
  group_sites: GroupSitesTable;
  chats: ChatsTable;
  chat_pages: ChatPagesTable;
  events: EventsTable;
  outbox: OutboxTable;
  unindexed: UnindexedTable;
  search_entries: SearchEntriesTable;
  files: FilesTable;
  jobs: JobsTable;
  addons: AddonsTable;
  pictures: PicturesTable;
  bans: BansTable;
  guard_counts: GuardCountsTable;
  views: ViewsTable;
  tags: TagsTable;
  chat_tags: ChatTagsTable;
  canned_responses: CannedResponsesTable;
  kept_files: KeptFilesTable;
  macros: MacrosTable;
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

/** What is known of a visitor beyond their name; there is no row where nothing is. */
interface VisitorDetailsTable {
  /** Primary key; goes with the visitor. */
  visitor_id: VisitorId;
  /** JSON: Attributes */
  attributes: string;
  /** Visits since they agreed to be remembered; 0 where they did not. */
  visits: number;
  /** About when they opened a page last: written every few minutes. 0 where visits are not counted. */
  visited_at: number;
  /** When any of it, or a note, changed last. */
  changed_at: number;
}

/** What operators note about a visitor, for each other. */
interface VisitorNotesTable {
  id: VisitorNoteId;
  /** Goes with the visitor. */
  visitor_id: VisitorId;
  author_id: OperatorId;
  text: string;
  created_at: number;
  /** When it was written anew; null where it was not. */
  changed_at: number | null;
}

/** By which words of their name and address visitors are found. */
interface VisitorWordsTable {
  /** Folded; primary key together with visitor_id. */
  word: string;
  /** Goes with the visitor. */
  visitor_id: VisitorId;
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

/** What was uploaded. The bytes lie in the files' folder, under the same id. */
interface FilesTable {
  id: FileId;
  /** In whose chats it may stand. */
  visitor_id: VisitorId;
  /** Who uploaded it: that visitor, or an operator. */
  author_id: string;
  /** JSON: ChatFile, as the event must have it. Empty until all of it is on disk. */
  details: string;
  /** The event that sends it; it need not be in the log yet. Null until then. */
  event_id: EventId | null;
  created_at: number;
  /** When it is looked whether the log holds it; what the log does not hold is removed then. */
  check_at: number;
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

/** Logos of sites and photos of operators: small, and shown to everybody. */
interface PicturesTable {
  /** 32 hexadecimal digits: a logo's are of the hash of its content. */
  id: string;
  /** Whose photo it is; goes with the account. Null for a logo, which a site's settings name. */
  operator_id: OperatorId | null;
  type: string;
  /** Base64. */
  data: string;
  created_at: number;
}

/** The inbox's lists with a filter and an order, under a name. */
interface ViewsTable {
  id: string;
  /** Whose own it is; goes with the account. Null for one that everybody sees. */
  operator_id: OperatorId | null;
  name: string;
  /** JSON: list, filter and order. */
  settings: string;
  created_at: number;
}

export type ViewRow = Selectable<ViewsTable>;
export type CannedResponseRow = Selectable<CannedResponsesTable>;
export type KeptFileRow = Selectable<KeptFilesTable>;
export type MacroRow = Selectable<MacrosTable>;
export type TagRow = Selectable<TagsTable>;
export type GroupRow = Selectable<GroupsTable>;
export type SiteUserRow = Selectable<SiteUsersTable>;
export type IdentitySecretRow = Selectable<IdentitySecretsTable>;
export type BanRow = Selectable<BansTable>;
export type GuardCountRow = Selectable<GuardCountsTable>;
export type PictureRow = Selectable<PicturesTable>;
export type ChatRow = Selectable<ChatsTable>;
export type EventRow = Selectable<EventsTable>;
export type SiteRow = Selectable<SitesTable>;
export type VisitorRow = Selectable<VisitorsTable>;
export type VisitorKeyRow = Selectable<VisitorKeysTable>;
export type ConsentRow = Insertable<ConsentsTable>;
export type VisitorDetailsRow = Selectable<VisitorDetailsTable>;
export type VisitorNoteRow = Selectable<VisitorNotesTable>;
export type TrackedRow = Selectable<TrackedTable>;
export type ChatPageRow = Selectable<ChatPagesTable>;
export type OperatorRow = Selectable<OperatorsTable>;
export type LinkRow = Selectable<LinksTable>;
export type FileRow = Selectable<FilesTable>;
export type JobRow = Selectable<JobsTable>;
export type AddonRow = Selectable<AddonsTable>;
