interface Asked<Item, Result> {
  readonly item: Item;
  readonly resolve: (result: Result) => void;
  readonly reject: (error: unknown) => void;
}

/**
 * Does at once what is asked for in one turn of the event loop, and then what came while it was at it: `work` gets at most
 * `most` items, and gives back a result for each, in their order. Where it rejects, so does everybody who asked.
 */
export function gather<Item, Result>(
  most: number,
  work: (items: readonly Item[]) => Promise<readonly Result[]>,
): (item: Item) => Promise<Result> {
  let waiting: Asked<Item, Result>[] = [];
  /** A turn is due, or its work under way. */
  let isBusy = false;

  function wake(): void {
    if (isBusy || waiting.length === 0) return;
    isBusy = true;
    setImmediate(() => void run());
  }

  async function run(): Promise<void> {
    const asked = waiting.slice(0, most);
    waiting = waiting.slice(most);
    try {
      settle(asked, await work(asked.map(({ item }) => item)));
    } catch (error) {
      for (const { reject } of asked) reject(error);
    }
    isBusy = false;
    wake();
  }

  return (item) =>
    new Promise((resolve, reject) => {
      waiting.push({ item, resolve, reject });
      wake();
    });
}

function settle<Item, Result>(
  asked: readonly Asked<Item, Result>[],
  results: readonly Result[],
): void {
  if (results.length !== asked.length) throw new Error('the work gave back too few results');
  for (const [index, result] of results.entries()) asked[index]?.resolve(result);
}
