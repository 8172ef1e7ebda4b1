import { once } from 'node:events';
import { connect } from 'node:net';

const PATIENCE_MS = 2_000;

/** Where the tests' Postgres and Redis are. */
export const POSTGRES_ADDRESS = process.env.POSTGRES_URL ?? 'postgres://127.0.0.1:5432';
export const REDIS_ADDRESS = process.env.REDIS_URL ?? 'redis://127.0.0.1:6379';

/** Whether something listens at both addresses. */
export async function serversAnswer(): Promise<boolean> {
  const answers = await Promise.all([answersAt(POSTGRES_ADDRESS), answersAt(REDIS_ADDRESS)]);
  return answers.every(Boolean);
}

async function answersAt(address: string): Promise<boolean> {
  const { hostname, port } = new URL(address);
  const socket = connect(Number(port), hostname);
  try {
    await once(socket, 'connect', { signal: AbortSignal.timeout(PATIENCE_MS) });
    return true;
  } catch {
    return false;
  } finally {
    socket.destroy();
  }
}
