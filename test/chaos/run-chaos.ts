import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { SiteKey } from '../../protocol/index.ts';
import { becomeOwner, type ConsoleApi, invite } from '../helpers/console-api.ts';
import { demoSiteKey } from '../helpers/demo-site.ts';
import { createRandom } from '../helpers/seeded-random.ts';
import type { FaultCounts } from './fault-proxy.ts';
import { keepKilling, type Mortality } from './keep-killing.ts';
import type { LineCounts } from './page-environment.ts';
import { playRound } from './play-round.ts';
import { type Death, startRelayProcess } from './relay-process.ts';

/** One run. All figures are of the whole run. */
export interface ChaosOptions {
  /** The project's folder, where the built relay is. */
  readonly root: string;
  readonly seed: number;
  readonly messages: number;
  readonly kills: number;
  /** Visitors at a time; one operator for 64 of them, at least 2. */
  readonly visitors: number;
  readonly onProgress?: (progress: { written: number; kills: number }) => void;
}

export interface ChaosReport {
  readonly written: number;
  readonly kills: Readonly<Record<Death, number>>;
  readonly faults: FaultCounts;
  readonly lines: LineCounts;
  readonly rounds: number;
  readonly seconds: number;
  /** Empty when nothing was lost, doubled or reordered and all views are equal. */
  readonly breaches: readonly string[];
}

/** Messages of one round: visitors of a round leave at its end, so that memory stays bounded. */
const ROUND = 100_000;

export async function runChaos(options: ChaosOptions): Promise<ChaosReport> {
  const began = performance.now();
  const dataDir = await mkdtemp(join(tmpdir(), 'counterbell-chaos-'));
  const relay = await startRelayProcess(options.root, dataDir);
  const random = createRandom(options.seed);
  const site = (await demoSiteKey(relay.url)) as SiteKey;
  const operators = await hireOperators(relay, Math.max(2, Math.floor(options.visitors / 64)));
  const faults: FaultCounts = { resets: 0, stalls: 0, delays: 0, slices: 0, narrows: 0 };
  const lines: LineCounts = { sockets: 0, sends: 0 };
  let written = 0;
  const mortality: Mortality = keepKilling(relay, random.fork('deaths'), {
    kills: options.kills,
    every: options.messages / options.kills,
    written: () => written,
  });
  const rounds = Math.ceil(options.messages / ROUND);
  const breaches: string[] = [];
  try {
    for (let round = 0; round < rounds && breaches.length === 0; round += 1) {
      const before = written;
      const found = await playRound({
        relay,
        site,
        operators,
        databaseFile: join(dataDir, 'counterbell.db'),
        random: random.fork(`round ${round}`),
        visitors: options.visitors,
        messages: Math.ceil(options.messages / rounds),
        faults,
        lines,
        mortality,
        onWritten(count) {
          written = before + count;
          options.onProgress?.({ written, kills: mortality.count() });
        },
      });
      breaches.push(...found);
    }
  } finally {
    await mortality.stop();
    await relay.kill();
    await rm(dataDir, { recursive: true, force: true });
  }
  const seconds = (performance.now() - began) / 1_000;
  return { written, kills: mortality.kills, faults, lines, rounds, seconds, breaches };
}

async function hireOperators(
  relay: { url: string; ownerLink: string },
  count: number,
): Promise<ConsoleApi[]> {
  const owner = await becomeOwner(relay);
  const hired = [owner];
  while (hired.length < count) {
    hired.push(await invite(relay.url, owner, 'operator', `Operator ${hired.length}`));
  }
  return hired;
}
