import type { ChangedChat, Storage } from '../storage/index.ts';

/** How long another node's commit whose hint was lost stays unseen here, about. */
const EVERY_MS = 1_000;
/** What changes seldom is read again at every so many looks. */
const SELDOM = 5;

export interface SweepOptions {
  readonly storage: Pick<Storage, 'changesSince'>;
  /** Chats that were written to since the last look, by whichever node. */
  readonly onChanges: (chats: readonly ChangedChat[]) => Promise<void>;
  /** At every look, whether chats changed or not. */
  readonly onLook: () => void;
  /** At every fifth look. */
  readonly onSeldom: () => Promise<void>;
  readonly onFailure: (error: unknown) => void;
}

/** Looks into the log for what other nodes wrote. */
export interface Sweep {
  /** Looks at once, besides the regular looks. */
  wake(): void;
  /** Lets the look under way end and begins no other. */
  stop(): Promise<void>;
}

/**
 * Looks into the log every second: hints may be lost, and while the bus is down there are none. What this node knows already
 * is told to nobody again.
 */
export function startSweep(options: SweepOptions): Sweep {
  let cursor = '';
  let looks = 0;
  let looking: Promise<void> | undefined;
  let isStopped = false;

  async function look(): Promise<void> {
    try {
      const changes = await options.storage.changesSince(cursor);
      await options.onChanges(changes.chats);
      // Only now: what could not be told is looked up again.
      cursor = changes.cursor;
      options.onLook();
      looks += 1;
      if (looks % SELDOM === 0) await options.onSeldom();
    } catch (error) {
      options.onFailure(error);
    }
  }

  function wake(): void {
    if (isStopped) return;
    looking ??= look().finally(() => {
      looking = undefined;
    });
  }

  const timer = setInterval(wake, EVERY_MS).unref();
  wake();

  return {
    wake,
    async stop() {
      isStopped = true;
      clearInterval(timer);
      await looking;
    },
  };
}
