import type { Access } from '../access/index.ts';
import type { Addons } from '../addons/index.ts';
import type { Bans } from '../bans/index.ts';
import type { Bus } from '../bus/index.ts';
import type { Chats } from '../chats/index.ts';
import type { Settings } from '../config/index.ts';
import type { Exports } from '../exports/index.ts';
import type { Groups } from '../groups/index.ts';
import type { Guard } from '../guard/index.ts';
import type { Identities, IdentitySecrets } from '../identity/index.ts';
import type { Operators } from '../operators/index.ts';
import type { Pictures } from '../pictures/index.ts';
import type { Hub } from '../realtime/index.ts';
import type { CannedResponses, Directory, Macros } from '../replies/index.ts';
import type { Routing } from '../routing/index.ts';
import type { Archive, Search } from '../search/index.ts';
import type { Sightings, Sites } from '../sites/index.ts';
import type { Storage } from '../storage/index.ts';
import type { Tags } from '../tags/index.ts';
import type { Telemetry } from '../telemetry/index.ts';
import type { KeptFiles, Uploads } from '../uploads/index.ts';
import type { Views } from '../views/index.ts';
import type {
  VisitorDetailsKeeper,
  Visitors,
  VisitorsHere,
  VisitorTracksKeeper,
} from '../visitors/index.ts';

/** Everything of a relay but its listening: the storage and all that stands on it. */
export interface Parts {
  readonly storage: Storage;
  readonly bus: Bus;
  readonly hub: Hub;
  readonly sites: Sites;
  readonly sightings: Sightings;
  readonly groups: Groups;
  readonly operators: Operators;
  readonly access: Access;
  readonly visitors: Visitors;
  readonly identities: Identities;
  readonly identitySecrets: IdentitySecrets;
  readonly visitorDetails: VisitorDetailsKeeper;
  readonly visitorTracks: VisitorTracksKeeper;
  readonly visitorsHere: VisitorsHere;
  readonly routing: Routing;
  readonly chats: Chats;
  readonly addons: Addons;
  readonly bans: Bans;
  readonly guard: Guard;
  readonly pictures: Pictures;
  readonly search: Search;
  readonly archive: Archive;
  readonly exports: Exports;
  readonly views: Views;
  readonly tags: Tags;
  readonly cannedResponses: CannedResponses;
  readonly macros: Macros;
  readonly keptFiles: KeptFiles;
  readonly directory: Directory;
  readonly uploads: Uploads;
  /** Ends what runs in the background, then closes the storage. */
  close(): Promise<void>;
}

/** What a relay stands on, opened. */
export interface Ground {
  readonly settings: Settings;
  readonly telemetry: Telemetry;
  readonly storage: Storage;
  readonly bus: Bus;
}
