import type { Kysely } from 'kysely';

/** What the console speaks to each operator. */
export const languages = {
  async up(db: Kysely<unknown>): Promise<void> {
    await db.schema.alterTable('operators').addColumn('language', 'text').execute();
  },
};
