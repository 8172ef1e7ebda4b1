import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';

/** The folder of a package of its own, with what Counterbell is measured against. */
export const PEERS = 'bench/peers';

/** Why something of a peer's package cannot run; undefined where it can. */
export function lacksPeer(name: string): string | undefined {
  if (existsSync(join(PEERS, 'node_modules', name))) return undefined;
  return `${name} is not installed: npm ci --prefix ${PEERS}`;
}

/** Installs the peers' packages; where that does not work, such as without a registry, it is measured without them. */
export function installPeers(): void {
  spawnSync('npm', ['ci', '--prefix', PEERS, '--no-audit', '--no-fund'], { stdio: 'ignore' });
}
