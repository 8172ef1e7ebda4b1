import { join } from 'node:path';
import Database from 'better-sqlite3';
import fastify from 'fastify';

/** The least that a server of the relay's database does at its start: opens it, reads a row, listens. */
export async function runBareFastify(): Promise<void> {
  const database = new Database(join(process.env.DATA_DIR ?? '', 'counterbell.db'));
  database.pragma('synchronous = FULL');
  const ask = database.prepare('SELECT id FROM sites');
  ask.get();
  const app = fastify();
  app.get('/readyz', async () => ({ site: ask.get() }));
  await app.listen({ host: '127.0.0.1', port: Number(process.env.PORT) });
  process.stdout.write('ready\n');
}
