import { COPIED_COLUMNS, type TableName } from './copied-columns.ts';

/** A table as what copies it needs it. */
export interface Table {
  readonly name: TableName;
  readonly key: readonly string[];
  readonly columns: readonly string[];
}

/** In the order in which they can be filled. */
export const ALL_TABLES: readonly Table[] = Object.entries(COPIED_COLUMNS).map(([name, table]) => ({
  // The keys of an object that is written out.
  name: name as TableName,
  key: table.key,
  columns: Object.keys(table.columns),
}));
