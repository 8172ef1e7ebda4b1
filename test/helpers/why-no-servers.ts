import { spawnSync } from 'node:child_process';
import { findPostgres } from './postgres-programs.ts';

/** What of Postgres and Redis cannot be started on this machine; undefined where both can. */
export function whyNoServers(): string | undefined {
  const postgres = findPostgres();
  return typeof postgres === 'string' ? postgres : whyNoRedis();
}

export function whyNoRedis(): string | undefined {
  const { status } = spawnSync('redis-server', ['--version'], { stdio: 'ignore' });
  return status === 0 ? undefined : 'no redis-server in PATH';
}
