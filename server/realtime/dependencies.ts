import type {
  OperatorId,
  OperatorPresence,
  RefusalCode,
  Role,
  SiteId,
  SiteKey,
  SiteSettings,
  Tag,
  VisitorId,
} from '../../protocol/index.ts';
import type { Bus } from '../bus/index.ts';
import type { Chats } from '../chats/index.ts';
import type { Identities } from '../identity/index.ts';
import type { Routing } from '../routing/index.ts';
import type { Storage } from '../storage/index.ts';
import type {
  VisitorDetailsKeeper,
  Visitors,
  VisitorsHere,
  VisitorTracksKeeper,
} from '../visitors/index.ts';
import type { Admit } from './admission.ts';
import type { AdmitNewcomer } from './admit-newcomer.ts';
import type { Hub } from './hub.ts';

/** What sockets need of a site. */
export interface SocketSite {
  readonly id: SiteId;
  readonly key: SiteKey;
  readonly name: string;
  readonly domains: readonly string[];
  readonly settings: SiteSettings;
}

/** What sockets need of an operator's account. */
export interface SocketOperator {
  readonly id: OperatorId;
  readonly name: string;
  readonly role: Role;
  readonly accepting: boolean;
  readonly away: OperatorPresence['away'];
  readonly chatLimit: number;
}

/** Everything the sockets stand on, handed in by the composition root. */
export interface RealtimeDeps {
  readonly storage: Storage;
  readonly bus: Bus;
  readonly hub: Hub;
  readonly chats: Chats;
  readonly visitors: Visitors;
  readonly identities: Identities;
  /** Whether a visitor may not write now. */
  readonly isBanned: (visitor: VisitorId) => boolean;
  readonly visitorDetails: Pick<VisitorDetailsKeeper, 'setAttributes'>;
  readonly visitorTracks: VisitorTracksKeeper;
  readonly visitorsHere: VisitorsHere;
  /** Milliseconds since 1970. */
  readonly now: () => number;
  readonly routing: Routing;
  /** Lets visitors in at a rate. */
  readonly admit: Admit;
  /** The same for operators, whom a crowd of visitors must not keep out. */
  readonly admitOperator: Admit;
  /** Limits the new visitors of an address. */
  readonly admitNewcomer: AdmitNewcomer;
  /** Frames that one socket may send in the long run. */
  readonly framesPerSecond: number;
  /** Most bytes of one file, for the welcome. */
  readonly fileBytes: number;
  readonly listTags: () => Promise<Tag[]>;
  readonly findSite: (key: string) => Promise<SocketSite | undefined>;
  /** The site as it is now: it may have been changed since its line was opened. Asks no database. */
  readonly siteNow: (site: SocketSite) => SocketSite;
  readonly findSiteById: (id: SiteId) => Promise<SocketSite | undefined>;
  readonly allowsOrigin: (domains: readonly string[], origin: string | undefined) => boolean;
  /** The operator of a session cookie's secret. */
  readonly findSession: (secret: string | undefined) => Promise<SocketOperator | undefined>;
  readonly setAccepting: (operator: OperatorId, accepting: boolean) => Promise<unknown>;
  /** The console's own origin: operator sockets from elsewhere are refused. */
  readonly isOwnOrigin: (origin: string | undefined, host: string | undefined) => boolean;
  readonly onRefused: (code: RefusalCode) => void;
  /** A page with this Origin asks for a line, whether the site allows it or not. */
  readonly onPage: (site: SocketSite, origin: string | undefined) => void;
  /** A page that no site allows: told to the log so that the owner finds it. */
  readonly onForeignOrigin: (site: SocketSite, origin: string) => void;
  readonly onFailure: (error: unknown) => void;
}
