import type { SecretId, SiteId, VisitorId } from '../../protocol/index.ts';

/** Users whom a site has proven, each with the one visitor that is theirs. */
export interface SiteUsersTable {
  /** Primary key together with user_id; both go with the site. */
  site_id: SiteId;
  /** What the site calls them. */
  user_id: string;
  /** Unique; the row goes with the visitor. */
  visitor_id: VisitorId;
  /** As the site signed it; null where it did not. What visitor or page say stands in `visitors`. */
  name: string | null;
  email: string | null;
  created_at: number;
}

/** What a site's backend proves its users with. */
export interface IdentitySecretsTable {
  id: SecretId;
  site_id: SiteId;
  /** 64 hexadecimal digits, whose text is the key: it must be at hand to check by. */
  secret: string;
  created_at: number;
}
