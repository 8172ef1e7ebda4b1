import type { SiteId, Track, VisitorId } from '../../protocol/index.ts';

/** What pages told of a visitor; the last of each kind. */
export interface TrackedTable {
  /** Primary key together with kind and key; goes with the visitor. */
  visitor_id: VisitorId;
  kind: Track['kind'];
  /** An order's id, a goal's name, an event's own number; empty for the cart, of which there is one. */
  key: string;
  /** JSON: Track */
  details: string;
  /** When the relay heard of it: of an order first, of all else last. */
  at: number;
}

/** The goals of a site that chats reached. */
export interface GoalsTable {
  /** Primary key together with name. */
  site_id: SiteId;
  name: string;
  reached_at: number;
}
