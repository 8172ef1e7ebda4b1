import type { SiteKey } from '../../protocol/index.ts';
import { becomeOwner, type ConsoleApi, invite } from '../helpers/console-api.ts';
import { demoSiteKey } from '../helpers/demo-site.ts';
import { createRandom, type Random } from '../helpers/seeded-random.ts';
import type { FaultCounts } from './fault-proxy.ts';
import { type Installation, nameOfEnd } from './installation.ts';
import { keepKilling, type Mortality } from './keep-killing.ts';
import { openEmbedded } from './open-embedded.ts';
import { openNodes } from './open-nodes.ts';
import type { LineCounts } from './page-environment.ts';
import { playRound } from './play-round.ts';
import { keepAlive } from './relay-life.ts';
import { createTally, type Tally } from './tally.ts';

/** One run. All figures are of the whole run. */
export interface ChaosOptions {
  /** The project's folder, where the built relay is. */
  readonly root: string;
  readonly seed: number;
  readonly messages: number;
  readonly kills: number;
  /** Visitors at a time; one operator for 64 of them, at least 2. */
  readonly visitors: number;
  /** Relays on one Postgres and one Redis of their own. Default: one relay with the embedded database. */
  readonly nodes?: number | undefined;
  readonly onProgress?: (progress: { written: number; kills: number }) => void;
}

export interface ChaosReport {
  readonly written: number;
  /** What happened to relays and servers, by name. */
  readonly kills: Readonly<Record<string, number>>;
  readonly faults: FaultCounts;
  readonly lines: LineCounts;
  /** What else the installation has to say. */
  readonly notes: readonly [what: string, count: number][];
  readonly rounds: number;
  readonly seconds: number;
  /** Empty when nothing was lost, doubled or reordered, all views are equal, and every orderly end was one. */
  readonly breaches: readonly string[];
}

/** Messages of one round: visitors of a round leave at its end, so that memory stays bounded. */
const ROUND = 100_000;

export async function runChaos(options: ChaosOptions): Promise<ChaosReport> {
  const { root, nodes, seed } = options;
  const random = createRandom(seed);
  const installation =
    nodes === undefined ? await openEmbedded(root) : await openNodes(root, nodes, random);
  try {
    return await runOn(installation, random, options);
  } finally {
    await installation.close();
  }
}

async function runOn(
  installation: Installation,
  random: Random,
  options: ChaosOptions,
): Promise<ChaosReport> {
  const began = performance.now();
  const { url } = installation.relays[0];
  const site = (await demoSiteKey(url)) as SiteKey;
  const operators = await hireOperators(
    { url, ownerLink: installation.ownerLink },
    Math.max(2, Math.floor(options.visitors / 64)),
  );
  const faults: FaultCounts = { resets: 0, stalls: 0, delays: 0, slices: 0, narrows: 0 };
  const lines: LineCounts = { sockets: 0, sends: 0 };
  const breaches: string[] = [];
  const tally = tallyFor(installation);
  let written = 0;
  const mortality = beginDying(installation, random.fork('deaths'), {
    tally,
    most: options.kills,
    every: options.messages / options.kills,
    written: () => written,
    onBreach: (breach) => breaches.push(breach),
  });
  const rounds = Math.ceil(options.messages / ROUND);
  try {
    for (let round = 0; round < rounds && breaches.length === 0; round += 1) {
      const before = written;
      const found = await playRound({
        installation,
        site,
        operators,
        random: random.fork(`round ${round}`),
        visitors: options.visitors,
        messages: Math.ceil(options.messages / rounds),
        goesOn: () =>
          round === rounds - 1 && tally.count() < options.kills && breaches.length === 0,
        faults,
        lines,
        mortality,
        onWritten(count) {
          written = before + count;
          options.onProgress?.({ written, kills: tally.count() });
        },
      });
      breaches.push(...found);
    }
  } finally {
    await mortality.stop();
  }
  const seconds = (performance.now() - began) / 1_000;
  const notes = installation.notes();
  return { written, kills: tally.all(), faults, lines, notes, rounds, seconds, breaches };
}

function tallyFor({ deaths, otherNames }: Installation): Tally {
  return createTally([...deaths.map(nameOfEnd), ...otherNames]);
}

interface Dying {
  readonly tally: Tally;
  readonly most: number;
  readonly every: number;
  readonly written: () => number;
  readonly onBreach: (breach: string) => void;
}

function beginDying(installation: Installation, random: Random, dying: Dying): Mortality {
  const { tally, most, onBreach } = dying;
  const lives = installation.relays.map((relay, index) =>
    keepAlive(relay, {
      random: random.fork(`relay ${index}`),
      deaths: installation.deaths,
      mayDie: () => !mortality.isPaused() && tally.count() < most,
      onEnd: (how) => tally.add(nameOfEnd(how)),
      onBreach,
      startsWithinMs: installation.startsWithinMs,
    }),
  );
  const misfortunes = installation.misfortunes(lives, random.fork('misfortunes'), tally);
  const mortality = keepKilling({ ...dying, lives, misfortunes, random });
  return mortality;
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
