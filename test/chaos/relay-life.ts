import { setTimeout as pass } from 'node:timers/promises';
import type { Random } from '../helpers/seeded-random.ts';
import type { Death, Ending, RelayProcess } from './relay-process.ts';

/** A relay that is started again whenever it ends, as by whoever watches it in production. */
export interface RelayLife {
  /** Ends it now; resolves when it is up again. */
  end(signal: 'SIGKILL' | 'SIGTERM'): Promise<void>;
  /** Resolves when it is up and no named death lies ahead. */
  calm(): Promise<void>;
  stop(): Promise<void>;
}

export interface RelayLifeOptions {
  readonly random: Random;
  /** What it may die of. */
  readonly deaths: readonly [Death, ...Death[]];
  /** Whether it may be given a named death at its next start. */
  readonly mayDie: () => boolean;
  /** Told of every end: a death, or `in-order`. */
  readonly onEnd: (how: Death | 'in-order') => void;
  /** Told, in a sentence, of an end that should not have been. */
  readonly onBreach: (breach: string) => void;
  /** How long attempts to start it again may fail, as while its database is away. Milliseconds; 0 for not at all. */
  readonly startsWithinMs: number;
}

const LOOK_EVERY_MS = 5;
const TRY_EVERY_MS = 200;
/** A named place that is not reached by then counts as any moment. */
const MOST_COMMITS = 400;

export function keepAlive(relay: RelayProcess, options: RelayLifeOptions): RelayLife {
  const { random, deaths } = options;
  let ahead: Death = 'any-moment';
  let sent: NodeJS.Signals | undefined;
  let starts = 1;
  let state: 'up' | 'down' | 'stopped' | 'lost' = 'up';

  async function live(): Promise<void> {
    for (;;) {
      const ending = await relay.ended();
      if (state === 'stopped') return;
      state = 'down';
      note(ending);
      ahead = options.mayDie() ? random.pick(deaths) : 'any-moment';
      await startAgain();
      starts += 1;
      state = 'up';
    }
  }

  function note({ code, signal }: Ending): void {
    const wasSent = sent;
    sent = undefined;
    if (signal === 'SIGKILL') options.onEnd(wasSent === 'SIGKILL' ? 'any-moment' : ahead);
    else options.onEnd('in-order');
    if (signal === 'SIGKILL' || (wasSent === 'SIGTERM' && code === 0)) return;
    options.onBreach(`a relay ended with ${code ?? signal} after ${wasSent ?? 'no signal'}`);
  }

  async function startAgain(): Promise<void> {
    const end = performance.now() + options.startsWithinMs;
    for (;;) {
      try {
        return await relay.start(ahead, random.between(1, MOST_COMMITS));
      } catch (error) {
        if (performance.now() >= end) throw error;
        await pass(TRY_EVERY_MS);
      }
    }
  }

  async function untilUp(leastStarts: number): Promise<void> {
    while (state !== 'up' || starts < leastStarts) {
      if (state === 'lost') throw new Error('a relay does not start again');
      await pass(LOOK_EVERY_MS);
    }
  }

  async function end(signal: 'SIGKILL' | 'SIGTERM'): Promise<void> {
    await untilUp(1);
    const before = starts;
    sent = signal;
    await relay.end(signal);
    await untilUp(before + 1);
  }

  const life = live().catch((error: unknown) => {
    state = 'lost';
    options.onBreach(`a relay does not start again: ${error}`);
  });
  return {
    end,
    async calm() {
      await untilUp(1);
      if (ahead !== 'any-moment') await end('SIGKILL');
    },
    async stop() {
      state = 'stopped';
      await relay.end('SIGKILL');
      await life;
    },
  };
}
