import type { Kysely } from 'kysely';

/** How far a chat's events reached the readers' browsers, beside how far they were seen. */
export const delivered = {
  async up(db: Kysely<unknown>): Promise<void> {
    for (const name of ['delivered_visitor', 'delivered_operator']) {
      await db.schema
        .alterTable('chats')
        .addColumn(name, 'integer', (column) => column.notNull().defaultTo(0))
        .execute();
    }
  },
};
