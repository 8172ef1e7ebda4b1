import { randomBytes } from 'node:crypto';
import { uuidv7 } from 'uuidv7';
import type { IdentitySecret, SecretId, SiteId } from '../../protocol/index.ts';
import { LIMITS } from '../../protocol/index.ts';
import {
  deleteIdentitySecret,
  type IdentitySecretRow,
  identitySecretsOf,
  insertIdentitySecret,
  type Storage,
} from '../storage/index.ts';

const SECRET_BYTES = 32;

/** What sites' backends prove their users with. Nobody but owners and admins is given any. */
export interface IdentitySecrets {
  /** The newest first; all of them are good. */
  list(site: SiteId): Promise<IdentitySecret[]>;
  /** One more, random; undefined where the site has LIMITS.identitySecrets. */
  create(site: SiteId): Promise<IdentitySecret | undefined>;
  /** What was proven with it stays proven; nothing is from now on. False where there is none. */
  remove(site: SiteId, id: SecretId): Promise<boolean>;
}

export function createIdentitySecrets(
  storage: Pick<Storage, 'read' | 'write'>,
  now: () => number,
): IdentitySecrets {
  return {
    async list(site) {
      return (await identitySecretsOf(storage.read, site)).map(toSecret);
    },
    async create(site) {
      const row: IdentitySecretRow = {
        id: uuidv7() as SecretId, // a UUID is what the brand stands for
        site_id: site,
        secret: randomBytes(SECRET_BYTES).toString('hex'),
        created_at: now(),
      };
      const most = LIMITS.identitySecrets;
      const isKept = await storage.write((db) => insertIdentitySecret(db, row, most));
      return isKept ? toSecret(row) : undefined;
    },
    remove: (site, id) => storage.write((db) => deleteIdentitySecret(db, site, id)),
  };
}

function toSecret({ id, secret, created_at: createdAt }: IdentitySecretRow): IdentitySecret {
  return { id, secret, createdAt };
}
