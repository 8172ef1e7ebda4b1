import { join } from 'node:path';
import type { ServerOptions } from '../harness/server-process.ts';
import type { StartOptions } from './contender.ts';

const RELAY = 'dist/relay/main.js';

/** How the built relay is started on a folder and a port. */
export interface RelayPlace {
  readonly dataDir: string;
  readonly port: number;
  /** Settings beside those; an empty one is production's default. */
  readonly env?: Readonly<Record<string, string>>;
  readonly options?: StartOptions;
}

/** The relay with its demo site, and without the rates that a few clients who stand for many would run into. */
export function relayServer({ dataDir, port, env, options }: RelayPlace): ServerOptions {
  return {
    command: [process.execPath, ...profile(), join(process.cwd(), RELAY), 'demo'],
    env: {
      HOST: '127.0.0.1',
      PORT: String(port),
      DATA_DIR: dataDir,
      LOG_LEVEL: 'silent',
      FRAMES_PER_SECOND: '1000000',
      HELLOS_PER_SECOND: '1000000',
      ...env,
    },
    ready: /Counterbell is ready\./,
    slowSyncMs: options?.slowSyncMs,
    countsSyncs: options?.countsSyncs,
  };
}

/** `PROFILE_INTO=FOLDER npm run bench -- NAME` leaves a profile of each relay there. */
function profile(): string[] {
  const folder = process.env.PROFILE_INTO;
  return folder ? ['--cpu-prof', `--cpu-prof-dir=${folder}`] : [];
}
