import { UnfitServer } from './explain-failure.ts';

/** The oldest version that has sharded channels and `PEXPIRE … NX`. Valkey calls itself 7.2 here. */
const LEAST_MAJOR = 7;

/**
 * Whether a server can carry the bus, by its answer to `INFO`; throws an UnfitServer where it cannot. What the answer
 * does not say is taken to be right.
 */
export function examineServer(info: string, kind: 'single' | 'sentinel' | 'cluster'): void {
  const field = (name: string): string | undefined =>
    new RegExp(`^(?:${name}):([^\\r\\n]*)`, 'm').exec(info)?.[1];

  const mode = field('redis_mode|server_mode');
  if (mode === 'sentinel') {
    throw new UnfitServer('is a sentinel; write redis+sentinel://host:26379/MASTER');
  }
  const version = field('redis_version');
  if (version !== undefined && Number.parseInt(version, 10) < LEAST_MAJOR) {
    throw new UnfitServer(`is of version ${version}; Counterbell needs Redis 7.0 or Valkey`);
  }
  if (mode === 'cluster' && kind !== 'cluster') {
    throw new UnfitServer('is part of a cluster; write redis+cluster:// with some of its hosts');
  }
  if (field('role') === 'slave' && kind !== 'cluster') {
    throw new UnfitServer('is a replica; give the address of its master');
  }
  if (field('loading') === '1') {
    throw new UnfitServer('is still loading its data; start again in a while');
  }
}
