import type { SecretId, SiteId } from '../../../protocol/index.ts';
import type { Db } from '../port.ts';
import type { IdentitySecretRow } from '../schema.ts';

/** A site's secrets, the newest first. */
export function identitySecretsOf(db: Db, site: SiteId): Promise<IdentitySecretRow[]> {
  return db
    .selectFrom('identity_secrets')
    .selectAll()
    .where('site_id', '=', site)
    .orderBy('created_at', 'desc')
    .orderBy('id', 'desc')
    .execute();
}

/** Keeps one more; false, and nothing kept, where the site has `most` already or is not there. For a transaction. */
export async function insertIdentitySecret(
  db: Db,
  secret: IdentitySecretRow,
  most: number,
): Promise<boolean> {
  // Two at once wait for each other.
  const site = await db
    .selectFrom('sites')
    .select('id')
    .where('id', '=', secret.site_id)
    .forUpdate()
    .executeTakeFirst();
  if (!site || (await identitySecretsOf(db, site.id)).length >= most) return false;
  await db.insertInto('identity_secrets').values(secret).execute();
  return true;
}

/** False where the site has no such secret. */
export async function deleteIdentitySecret(db: Db, site: SiteId, id: SecretId): Promise<boolean> {
  const result = await db
    .deleteFrom('identity_secrets')
    .where('site_id', '=', site)
    .where('id', '=', id)
    .executeTakeFirst();
  return Number(result.numDeletedRows) > 0;
}
