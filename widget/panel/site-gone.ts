import type { ConnectionState } from '../../client/index.ts';
import type { CLOSES } from '../../protocol/index.ts';

// Written out, since the whole table would come with it; its type holds it to it.
const UNKNOWN_SITE: typeof CLOSES.unknown_site.code = 4404;

/** The site was deleted while its panel was open: there is nobody to write to any more. Pure. */
export function isSiteGone(connection: ConnectionState): boolean {
  return connection.name === 'refused' && connection.code === UNKNOWN_SITE;
}
