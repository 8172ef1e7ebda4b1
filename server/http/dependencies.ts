import type { OperatorId } from '../../protocol/index.ts';
import type { Access } from '../access/index.ts';
import type { Addons } from '../addons/index.ts';
import type { Bus } from '../bus/index.ts';
import type { Operators } from '../operators/index.ts';
import type { Search } from '../search/index.ts';
import type { Sites } from '../sites/index.ts';
import type { Storage } from '../storage/index.ts';
import type { Telemetry } from '../telemetry/index.ts';

/** Everything the HTTP side stands on, handed in by the composition root. */
export interface HttpDeps {
  readonly storage: Pick<Storage, 'checkWritable'>;
  readonly bus: Pick<Bus, 'state' | 'countUse'>;
  readonly access: Access;
  readonly operators: Operators;
  readonly sites: Sites;
  readonly addons: Pick<Addons, 'list' | 'update' | 'deliveries' | 'retryDelivery'>;
  readonly search: Search;
  readonly telemetry: Telemetry;
  /** The relay's public address without a slash at the end; known once it listens. */
  readonly publicUrl: () => string;
  readonly isStopping: () => boolean;
  /** Folder with `widget` and `console` as they were built. */
  readonly distFolder: string;
  /** The demo pages and the key of the site they carry; null where no demo is served. */
  readonly demo: { readonly folder: string; readonly site: string } | null;
  /** An operator's sessions or account changed: live sockets check again. */
  readonly onAccessChanged: (operator: OperatorId) => void;
}
