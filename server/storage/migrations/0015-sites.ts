import type { Kysely } from 'kysely';

/** When a page that a site allows loaded its widget last: its owner sees whether it is installed. */
export const sites = {
  async up(db: Kysely<unknown>): Promise<void> {
    await db.schema.alterTable('sites').addColumn('seen_at', 'bigint').execute();
  },
};
