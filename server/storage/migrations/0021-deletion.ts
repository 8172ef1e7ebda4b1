import type { Kysely } from 'kysely';

/** When a site was deleted: it is unknown from then on, and erased step by step. What visitors agreed to is found by its site then. */
export const deletion = {
  async up(db: Kysely<unknown>): Promise<void> {
    await db.schema.alterTable('sites').addColumn('deleted_at', 'bigint').execute();
    await db.schema.createIndex('consents_by_site_id').on('consents').column('site_id').execute();
  },
};
