import type { OperatorId, SiteKey } from '../../protocol/index.ts';
import type { Access } from '../access/index.ts';
import type { Addons } from '../addons/index.ts';
import type { Bans } from '../bans/index.ts';
import type { Bus } from '../bus/index.ts';
import type { Exports } from '../exports/index.ts';
import type { Groups } from '../groups/index.ts';
import type { Guard } from '../guard/index.ts';
import type { IdentitySecrets } from '../identity/index.ts';
import type { Operators } from '../operators/index.ts';
import type { Pictures } from '../pictures/index.ts';
import type { CannedResponses, Directory, Macros } from '../replies/index.ts';
import type { Archive, Search } from '../search/index.ts';
import type { Sightings, SiteRecord, Sites } from '../sites/index.ts';
import type { Storage } from '../storage/index.ts';
import type { Tags } from '../tags/index.ts';
import type { Telemetry } from '../telemetry/index.ts';
import type { KeptFiles, Uploads } from '../uploads/index.ts';
import type { Views } from '../views/index.ts';
import type { VisitorDetailsKeeper, Visitors } from '../visitors/index.ts';

/** The pages for trying out. */
export interface DemoPages {
  readonly folder: string;
  /** Of the site they carry, now; undefined where its owner deleted it. */
  readonly siteKey: () => Promise<SiteKey | undefined>;
}

/** Everything the HTTP side stands on, handed in by the composition root. */
export interface HttpDeps {
  readonly storage: Pick<Storage, 'checkWritable'>;
  readonly bus: Pick<Bus, 'state' | 'countUse'>;
  readonly access: Access;
  readonly operators: Operators;
  readonly sites: Sites;
  readonly sightings: Pick<Sightings, 'note' | 'of'>;
  readonly groups: Groups;
  readonly addons: Pick<Addons, 'list' | 'update' | 'deliveries' | 'retryDelivery'>;
  readonly bans: Pick<Bans, 'ban' | 'lift' | 'list' | 'isBanned'>;
  readonly guard: Pick<Guard, 'counts'>;
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
  readonly identitySecrets: IdentitySecrets;
  readonly visitors: Pick<Visitors, 'recognise'>;
  readonly visitorDetails: Omit<VisitorDetailsKeeper, 'setAttributes'>;
  readonly uploads: Pick<Uploads, 'visitorUploads' | 'operatorUploads' | 'open' | 'openFor'>;
  readonly telemetry: Telemetry;
  /** The relay's public address without a slash at the end; known once it listens. */
  readonly publicUrl: () => string;
  readonly isStopping: () => boolean;
  /** Whether somebody answers visitors of a site, at once or when others were. */
  readonly isAttended: (site: SiteRecord) => boolean;
  /** Folder with `widget` and `console` as they were built. */
  readonly distFolder: string;
  /** The demo pages; null where none are served. */
  readonly demo: DemoPages | null;
  /** An operator's sessions or account changed: live sockets check again. */
  readonly onAccessChanged: (operator: OperatorId) => void;
}
