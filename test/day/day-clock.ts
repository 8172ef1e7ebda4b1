import { join } from 'node:path';
import { setTimeout as pass } from 'node:timers/promises';
import { pathToFileURL } from 'node:url';

/** The time of day, which passes faster than the world's: the people of a day and its relay have the same. */
export interface DayClock {
  /** Milliseconds since 1970. */
  now(): number;
  /** Resolves when so many milliseconds of the day have passed. */
  passes(ms: number): Promise<void>;
  /** Does something every so many milliseconds of the day, until it is called off by what this gives back. */
  every(ms: number, act: () => void): () => void;
  /** Settings of a relay's process that give it this clock. */
  readonly env: Readonly<Record<string, string>>;
}

export interface DayClockOptions {
  /** The project's folder. */
  readonly root: string;
  /** The time it is now, milliseconds since 1970. */
  readonly startsAt: number;
  /** How many seconds of the day pass in one of the world's. */
  readonly speed: number;
}

export function createDayClock({ root, startsAt, speed }: DayClockOptions): DayClock {
  const world = () => performance.timeOrigin + performance.now();
  const since = world();
  const module = pathToFileURL(join(root, 'test/day/fast-clock.mjs'));
  return {
    now: () => Math.floor(startsAt + (world() - since) * speed),
    passes: (ms) => pass(ms / speed),
    every(ms, act) {
      const timer = setInterval(act, ms / speed);
      return () => clearInterval(timer);
    },
    env: { NODE_OPTIONS: `--import=${module}`, DAY_CLOCK: `${startsAt},${since},${speed}` },
  };
}
