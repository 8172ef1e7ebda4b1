/** What needs the driver of Postgres: loaded by who uses one, since it makes every other start longer. */
export { backupPostgres } from './backup-postgres.ts';
export { hasInstallation } from './fill-postgres.ts';
export { move } from './move.ts';
export { lookAtServer, openPostgres } from './postgres/index.ts';
export { renameLog, restorePostgres } from './restore-postgres.ts';
