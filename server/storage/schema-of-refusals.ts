import type { SiteId, VisitorId } from '../../protocol/index.ts';

/** Visitors who may not write. */
export interface BansTable {
  /** Primary key; goes with the visitor. */
  visitor_id: VisitorId;
  reason: string;
  /** Who banned them, by the name they had. */
  operator_name: string;
  at: number;
  /** When it is over; null for good. */
  until: number | null;
}

/** How many messages of visitors were refused. */
export interface GuardCountsTable {
  /** With rule and hour the primary key; goes with the site. */
  site_id: SiteId;
  rule: 'repeated' | 'links';
  /** When the hour began. */
  hour: number;
  count: number;
}
