import type { Tables } from '../schema.ts';

/** Made from the other tables, by each database for itself. */
export const MADE_TABLES = ['unindexed', 'search_entries'] as const satisfies (keyof Tables)[];

/** Those that are copied. */
export type TableName = Exclude<keyof Tables & string, (typeof MADE_TABLES)[number]>;

/** What is copied of a table. */
interface Copied<Row> {
  /** Primary key. */
  readonly key: readonly (keyof Row & string)[];
  /** All columns that both engines have, in the order in which rows are compared. */
  readonly columns: Readonly<Record<keyof Row & string, true>>;
}

/**
 * Every table, after those that its rows refer to; a table or column that is new does not compile until it stands here. Columns of one
 * engine alone are not copied: there triggers fill them.
 */
export const COPIED_COLUMNS: { readonly [Name in TableName]: Copied<Tables[Name]> } = {
  meta: { key: ['key'], columns: { key: true, value: true } },
  sites: {
    key: ['id'],
    columns: {
      id: true,
      key: true,
      name: true,
      domains: true,
      settings: true,
      created_at: true,
      seen_at: true,
      deleted_at: true,
    },
  },
  visitors: {
    key: ['id'],
    columns: { id: true, site_id: true, name: true, email: true, created_at: true },
  },
  visitor_keys: {
    key: ['hash'],
    columns: {
      hash: true,
      visitor_id: true,
      site_id: true,
      remembered: true,
      created_at: true,
      expires_at: true,
    },
  },
  visitor_details: {
    key: ['visitor_id'],
    columns: {
      visitor_id: true,
      attributes: true,
      visits: true,
      visited_at: true,
      changed_at: true,
    },
  },
  visitor_notes: {
    key: ['id'],
    columns: {
      id: true,
      visitor_id: true,
      author_id: true,
      text: true,
      created_at: true,
      changed_at: true,
    },
  },
  tracked: {
    key: ['visitor_id', 'kind', 'key'],
    columns: { visitor_id: true, kind: true, key: true, details: true, at: true },
  },
  goals: {
    key: ['site_id', 'name'],
    columns: { site_id: true, name: true, reached_at: true },
  },
  visitor_words: { key: ['word', 'visitor_id'], columns: { word: true, visitor_id: true } },
  site_users: {
    key: ['site_id', 'user_id'],
    columns: {
      site_id: true,
      user_id: true,
      visitor_id: true,
      name: true,
      email: true,
      created_at: true,
    },
  },
  identity_secrets: {
    key: ['id'],
    columns: { id: true, site_id: true, secret: true, created_at: true },
  },
  consents: {
    key: ['id'],
    columns: {
      id: true,
      site_id: true,
      visitor_id: true,
      choice: true,
      by: true,
      version: true,
      text: true,
      page: true,
      at: true,
    },
  },
  operators: {
    key: ['id'],
    columns: {
      id: true,
      name: true,
      email: true,
      password_hash: true,
      role: true,
      accepting: true,
      chat_limit: true,
      last_assigned_at: true,
      accepting_at: true,
      schedule: true,
      misses: true,
      language: true,
      created_at: true,
    },
  },
  operator_sessions: {
    key: ['hash'],
    columns: { hash: true, operator_id: true, created_at: true, expires_at: true },
  },
  links: {
    key: ['hash'],
    columns: { hash: true, purpose: true, operator_id: true, created_at: true, expires_at: true },
  },
  groups: { key: ['id'], columns: { id: true, name: true, settings: true, created_at: true } },
  group_members: {
    key: ['group_id', 'operator_id'],
    columns: { group_id: true, operator_id: true },
  },
  group_sites: { key: ['group_id', 'site_id'], columns: { group_id: true, site_id: true } },
  chats: {
    key: ['id'],
    columns: {
      id: true,
      site_id: true,
      visitor_id: true,
      state: true,
      operator_id: true,
      group_id: true,
      last_operator_id: true,
      awaits_reply: true,
      awaits_since: true,
      offered_until: true,
      idle: true,
      missed: true,
      last_seq: true,
      last_visible_seq: true,
      last_visitor_seq: true,
      seen_visitor: true,
      seen_operator: true,
      delivered_visitor: true,
      delivered_operator: true,
      preview: true,
      rating: true,
      surveyed: true,
      waiting_since: true,
      page_url: true,
      page_title: true,
      referrer: true,
      browser: true,
      system: true,
      device: true,
      language: true,
      tags: true,
      goals: true,
      started_at: true,
      said_at: true,
      updated_at: true,
    },
  },
  chat_pages: {
    key: ['chat_id', 'at'],
    columns: { chat_id: true, at: true, url: true, title: true },
  },
  events: {
    key: ['chat_id', 'seq'],
    columns: {
      chat_id: true,
      seq: true,
      visible_prev: true,
      id: true,
      author_role: true,
      author_id: true,
      audience: true,
      body: true,
      sent_hash: true,
      at: true,
    },
  },
  files: {
    key: ['id'],
    columns: {
      id: true,
      visitor_id: true,
      author_id: true,
      details: true,
      event_id: true,
      created_at: true,
      check_at: true,
    },
  },
  outbox: { key: ['position'], columns: { position: true, chat_id: true, seq: true } },
  jobs: {
    key: ['id'],
    columns: {
      id: true,
      kind: true,
      target: true,
      payload: true,
      state: true,
      attempts: true,
      run_at: true,
      claimed_until: true,
      outcome: true,
      created_at: true,
    },
  },
  pictures: {
    key: ['id'],
    columns: { id: true, operator_id: true, type: true, data: true, created_at: true },
  },
  views: {
    key: ['id'],
    columns: {
      id: true,
      operator_id: true,
      name: true,
      settings: true,
      created_at: true,
    },
  },
  tags: {
    key: ['id'],
    columns: { id: true, name: true, colour: true, site_id: true, created_at: true },
  },
  chat_tags: { key: ['tag_id', 'chat_id'], columns: { tag_id: true, chat_id: true } },
  canned_responses: {
    key: ['id'],
    columns: {
      id: true,
      shortcut: true,
      text: true,
      scope: true,
      scope_id: true,
      created_at: true,
      updated_at: true,
    },
  },
  kept_files: {
    key: ['id'],
    columns: {
      id: true,
      operator_id: true,
      response_id: true,
      place: true,
      details: true,
      created_at: true,
    },
  },
  macros: {
    key: ['id'],
    columns: {
      id: true,
      name: true,
      key: true,
      steps: true,
      scope: true,
      scope_id: true,
      created_at: true,
      updated_at: true,
    },
  },
  bans: {
    key: ['visitor_id'],
    columns: { visitor_id: true, reason: true, operator_name: true, at: true, until: true },
  },
  guard_counts: {
    key: ['site_id', 'rule', 'hour'],
    columns: { site_id: true, rule: true, hour: true, count: true },
  },
  addons: { key: ['name'], columns: { name: true, enabled: true, settings: true } },
};
