import { randomUUID } from 'node:crypto';
import type { Session } from './connections.ts';

/** A write that leaves nothing; committed, it shows that a durable write is possible. Nodes do not wait for each other's. */
export async function probe(session: Session): Promise<void> {
  const key = `probe ${randomUUID()}`;
  await session.query('INSERT INTO meta (key, value) VALUES ($1, $1)', [key]);
  await session.query('DELETE FROM meta WHERE key = $1', [key]);
}
