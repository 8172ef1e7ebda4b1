// By name: tests that play with the clients' clocks (test/model) leave the storage's own alone.
import { clearTimeout, setTimeout } from 'node:timers';

interface Asked<Item, Result> {
  readonly item: Item;
  readonly resolve: (result: Result) => void;
  readonly reject: (error: unknown) => void;
}

/** How things are done at once. */
export interface GatherOptions<Item, Result> {
  /** Most items at once. */
  readonly most: number;
  /** Gives back a result for each item, in their order. Where it rejects, nothing was done. */
  readonly work: (items: readonly Item[]) => Promise<readonly Result[]>;
  /**
   * Whether a failure is nobody's in particular, such as that of a disk: then everybody who asked is told. Else each item is
   * done alone, so that one that cannot be done does not keep the others from it.
   */
  readonly isEverybodys: (error: unknown) => boolean;
  /**
   * Milliseconds of rest after work, in which more may gather, so that few commits carry what comes steadily; 0 by default. What
   * comes after the rest does not wait, and the rest is cut short once an eighth of `most` waits.
   */
  readonly restMs?: number;
}

/** Does what it is asked for together with what others ask for in the same moment. */
export interface Gathering<Item, Result> {
  (item: Item): Promise<Result>;
  /** Resolves when what was asked for by now is done, or has failed. */
  settled(): Promise<void>;
}

/** Does at once what is asked for in one turn of the event loop, and then what came while it was at it and at rest. */
export function gather<Item, Result>(
  options: GatherOptions<Item, Result>,
): Gathering<Item, Result> {
  const { most, restMs = 0 } = options;
  const enough = most / 8;
  let waiting: Asked<Item, Result>[] = [];
  /** What was asked for last, which is also done last. */
  let last: Promise<unknown> = Promise.resolve();
  /** A turn is due, or its work under way. */
  let isBusy = false;
  let rest: NodeJS.Timeout | undefined;

  function wake(): void {
    if (isBusy || waiting.length === 0) return;
    if (rest && waiting.length < enough) return;
    clearTimeout(rest);
    rest = undefined;
    isBusy = true;
    setImmediate(() => void run());
  }

  async function run(): Promise<void> {
    const asked = waiting.slice(0, most);
    waiting = waiting.slice(most);
    await doAtOnce(asked);
    isBusy = false;
    if (restMs > 0) rest = setTimeout(endRest, restMs);
    wake();
  }

  function endRest(): void {
    rest = undefined;
    wake();
  }

  async function doAtOnce(asked: readonly Asked<Item, Result>[]): Promise<void> {
    try {
      settle(asked, await options.work(asked.map(({ item }) => item)));
    } catch (error) {
      if (asked.length === 1 || options.isEverybodys(error)) {
        for (const { reject } of asked) reject(error);
      } else for (const one of asked) await doAtOnce([one]);
    }
  }

  function ask(item: Item): Promise<Result> {
    const asked = new Promise<Result>((resolve, reject) => {
      waiting.push({ item, resolve, reject });
      wake();
    });
    last = asked;
    return asked;
  }

  async function settled(): Promise<void> {
    await Promise.allSettled([last]);
  }

  return Object.assign(ask, { settled });
}

function settle<Item, Result>(
  asked: readonly Asked<Item, Result>[],
  results: readonly Result[],
): void {
  if (results.length !== asked.length) throw new Error('the work gave back too few results');
  for (const [index, result] of results.entries()) asked[index]?.resolve(result);
}
