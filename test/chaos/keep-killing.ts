import { setTimeout as pass } from 'node:timers/promises';
import type { Random } from '../helpers/seeded-random.ts';
import type { RelayLife } from './relay-life.ts';
import type { Tally } from './tally.ts';

/** Something bad that is done at once and is over when it resolves. Tallies itself. */
export type Misfortune = () => Promise<void>;

/** Lets misfortunes happen again and again while messages are written. */
export interface Mortality {
  /** Between rounds: every relay is up and stays up until `resume`. */
  pause(): Promise<void>;
  isPaused(): boolean;
  resume(): void;
  /** Ends the relays. */
  stop(): Promise<void>;
}

export interface MortalityOptions {
  readonly lives: readonly RelayLife[];
  /** Each of them happens once, in random order, before any happens again. */
  readonly misfortunes: readonly Misfortune[];
  readonly random: Random;
  readonly tally: Tally;
  /** Most misfortunes, deaths at named places included. */
  readonly most: number;
  /** Messages from one to the next. */
  readonly every: number;
  readonly written: () => number;
  /** A misfortune that did not end as it should; no other follows. */
  readonly onBreach: (breach: string) => void;
}

const LOOK_EVERY_MS = 5;

export function keepKilling(options: MortalityOptions): Mortality {
  const { lives, misfortunes, random, tally, most, every, written } = options;
  let isPaused = false;
  let isStopped = false;
  let isStriking = false;

  let deck: Misfortune[] = [];

  function draw(): Misfortune | undefined {
    if (deck.length === 0) deck = [...misfortunes];
    return deck.splice(random.below(deck.length), 1)[0];
  }

  async function strike(): Promise<void> {
    while (!isStopped && tally.count() < most) {
      const isDue = !isPaused && written() >= (tally.count() + 1) * every;
      if (isDue) {
        isStriking = true;
        await draw()?.();
        isStriking = false;
      }
      await pass(LOOK_EVERY_MS);
    }
  }

  const striking = strike().catch((error: unknown) => {
    isStriking = false;
    options.onBreach(String(error));
  });
  return {
    async pause() {
      isPaused = true;
      while (isStriking) await pass(LOOK_EVERY_MS);
      await Promise.all(lives.map((life) => life.calm()));
    },
    isPaused: () => isPaused,
    resume() {
      isPaused = false;
    },
    async stop() {
      isStopped = true;
      await striking;
      await Promise.all(lives.map((life) => life.stop()));
    },
  };
}
