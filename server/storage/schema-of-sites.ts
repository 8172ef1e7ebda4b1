import type { SiteId, SiteKey } from '../../protocol/index.ts';

/** Where visitors chat. */
export interface SitesTable {
  id: SiteId;
  /** Unique; stands in the snippet. */
  key: SiteKey;
  name: string;
  /** JSON: string[] */
  domains: string;
  /** JSON: SiteSettings */
  settings: string;
  created_at: number;
  /** When a page that it allows loaded the widget last, to an hour; null: never. */
  seen_at: number | null;
  /** When it was deleted: nobody knows it any more, and a job erases it; null while it is there. */
  deleted_at: number | null;
}
