import type { Kysely } from 'kysely';

/** What a chat's visitor thinks of it, and whether they answered its survey: lists and rules need not read the log for it. */
export const ratings = {
  async up(db: Kysely<unknown>): Promise<void> {
    await db.schema.alterTable('chats').addColumn('rating', 'text').execute();
    await db.schema
      .alterTable('chats')
      .addColumn('surveyed', 'integer', (column) => column.notNull().defaultTo(0))
      .execute();
  },
};
