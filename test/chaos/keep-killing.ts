import { setTimeout as pass } from 'node:timers/promises';
import type { Random } from '../helpers/seeded-random.ts';
import { DEATHS, type Death, hasStrace, type RelayProcess } from './relay-process.ts';

/** Kills the relay again and again while messages are written. */
export interface Mortality {
  readonly kills: Readonly<Record<Death, number>>;
  count(): number;
  /** Between kills: the relay is up and stays up until `resume`. */
  pause(): Promise<void>;
  resume(): void;
  stop(): Promise<void>;
}

export interface MortalityOptions {
  readonly kills: number;
  /** Messages from one kill to the next. */
  readonly every: number;
  readonly written: () => number;
}

const LOOK_EVERY_MS = 5;
/** A named place that is not reached by then counts as any moment. */
const MOST_COMMITS = 400;

export function keepKilling(
  relay: RelayProcess,
  random: Random,
  { kills: most, every, written }: MortalityOptions,
): Mortality {
  const kills: Record<Death, number> = {
    'any-moment': 0,
    'before-commit': 0,
    'in-commit': 0,
    'after-commit': 0,
    'after-acknowledgement': 0,
  };
  const deaths = DEATHS.filter((death) => death !== 'in-commit' || hasStrace);
  const count = () => Object.values(kills).reduce((sum, some) => sum + some, 0);
  let isPaused = false;
  let isStopped = false;
  let hasDied = false;
  let isUp = true;
  let next: Death = 'any-moment';

  async function live(): Promise<void> {
    while (!isStopped && count() < most) {
      void relay.ended().then(() => {
        hasDied = true;
      });
      await until(() => hasDied || isStopped || (!isPaused && written() >= (count() + 1) * every));
      if (isStopped) return;
      if (!hasDied) {
        next = 'any-moment';
        await relay.kill();
      }
      isUp = false;
      kills[next] += 1;
      const isLast = isPaused || count() >= most;
      next = isLast ? 'any-moment' : random.pick(deaths as [Death, ...Death[]]);
      hasDied = false;
      await relay.start(next, random.between(1, MOST_COMMITS));
      isUp = true;
    }
  }

  async function until(isTrue: () => boolean): Promise<void> {
    while (!isTrue()) await pass(LOOK_EVERY_MS);
  }

  const life = live();
  return {
    kills,
    count,
    async pause() {
      isPaused = true;
      // A named death that still waits would come in the middle of the check.
      while (next !== 'any-moment' || !isUp) {
        await until(() => isUp);
        if (next === 'any-moment' || hasDied) continue;
        next = 'any-moment';
        await relay.kill();
        await until(() => !isUp);
      }
    },
    resume() {
      isPaused = false;
    },
    async stop() {
      isStopped = true;
      await life;
    },
  };
}
