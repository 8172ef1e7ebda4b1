import type { ChatRow, EventRow } from './schema.ts';

/** How a column is declared, in the words both engines share. */
export type ColumnType = 'text' | 'integer' | 'bigint';

/** All columns of a chat, for statements by hand; a table that gets one more does not compile until it stands here. */
export const CHAT_COLUMNS = {
  id: 'text',
  site_id: 'text',
  visitor_id: 'text',
  state: 'text',
  operator_id: 'text',
  group_id: 'text',
  last_operator_id: 'text',
  awaits_reply: 'integer',
  awaits_since: 'bigint',
  offered_until: 'bigint',
  idle: 'integer',
  missed: 'text',
  last_seq: 'integer',
  last_visible_seq: 'integer',
  last_visitor_seq: 'integer',
  seen_visitor: 'integer',
  seen_operator: 'integer',
  delivered_visitor: 'integer',
  delivered_operator: 'integer',
  preview: 'text',
  rating: 'text',
  surveyed: 'integer',
  waiting_since: 'bigint',
  page_url: 'text',
  page_title: 'text',
  referrer: 'text',
  browser: 'text',
  system: 'text',
  device: 'text',
  language: 'text',
  tags: 'text',
  goals: 'text',
  started_at: 'bigint',
  said_at: 'bigint',
  updated_at: 'bigint',
} as const satisfies Record<keyof ChatRow, ColumnType>;

/** As above, of an event. */
export const EVENT_COLUMNS = {
  chat_id: 'text',
  seq: 'integer',
  visible_prev: 'integer',
  id: 'text',
  author_role: 'text',
  author_id: 'text',
  audience: 'text',
  body: 'text',
  sent_hash: 'text',
  at: 'bigint',
} as const satisfies Record<keyof EventRow, ColumnType>;

/** Whose a chat is never changes, so that an update need not check the foreign keys again. */
const FIXED_COLUMNS: readonly string[] = ['id', 'site_id', 'visitor_id', 'started_at'];

/** What an update of a chat writes. */
export const CHANGING_CHAT_COLUMNS = (Object.keys(CHAT_COLUMNS) as (keyof ChatRow)[]).filter(
  (column) => !FIXED_COLUMNS.includes(column),
);

/** What a further message changes of a chat, and little else: no index of states or operators is touched. */
export const MESSAGE_CHAT_COLUMNS = [
  'last_seq',
  'last_visible_seq',
  'last_visitor_seq',
  'awaits_reply',
  'awaits_since',
  'preview',
  'said_at',
  'updated_at',
] as const satisfies readonly (keyof ChatRow)[];
