import type { SearchAnswer } from '../../protocol/index.ts';
import { createSearch } from '../../server/search/index.ts';
import { openStorage } from '../../server/storage/index.ts';
import type { RunningCounterbell } from '../contenders/counterbell.ts';
import { type Percentiles, percentilesOf } from './percentiles.ts';
import { isRare, PROBES } from './say.ts';
import type { Filled } from './writer.ts';

/** What somebody types. */
interface Query {
  readonly text: string;
  /** What it is, for those who read the report. */
  readonly what: string;
  /** Hits of the first page. */
  hits(filled: Filled): number;
}

/** What one query took, by one way. */
export interface Searched {
  readonly query: Query;
  readonly times: Percentiles;
}

const PAGE = 20;
const { common, rare, absent } = PROBES;

/** The last word is looked for as the beginning of one, too. */
const QUERIES: readonly Query[] = [
  { text: rare, what: 'a word of one message in five thousand', hits: countRare },
  { text: common, what: 'a word of every second message', hits: () => PAGE },
  { text: common.slice(0, 3), what: 'its beginning', hits: () => PAGE },
  { text: common.slice(0, 1), what: 'its first letter', hits: () => PAGE },
  { text: `${common} ${rare}`, what: 'two words of no message together', hits: () => 0 },
  { text: absent, what: 'a word of no message', hits: () => 0 },
];

/** As the console's search does it, over one connection. Rejects where the answer is wrong. */
export async function searchOverRest(
  relay: RunningCounterbell,
  filled: Filled,
  rounds: number,
): Promise<readonly Searched[]> {
  const headers = { cookie: relay.owner.cookie };
  return searchAll(filled, rounds, async (text) => {
    const address = `${relay.url}/api/v1/search?q=${encodeURIComponent(text)}`;
    const answer = await fetch(address, { headers });
    if (!answer.ok) throw new Error(`the search answered ${answer.status}`);
    return (await answer.json()) as SearchAnswer; // the tests of the interface check its form
  });
}

/** On the storage itself, in this process; no relay may use the folder. Rejects where the answer is wrong. */
export async function searchInStorage(
  dataDir: string,
  filled: Filled,
  rounds: number,
): Promise<readonly Searched[]> {
  const storage = await openStorage({ dataDir });
  try {
    const { find } = createSearch(storage);
    return await searchAll(filled, rounds, (text) => find(text, null));
  } finally {
    await storage.close();
  }
}

async function searchAll(
  filled: Filled,
  rounds: number,
  find: (text: string) => Promise<SearchAnswer | null>,
): Promise<readonly Searched[]> {
  const searched: Searched[] = [];
  for (const query of QUERIES) {
    const hits = (await find(query.text))?.hits.length;
    const expected = query.hits(filled);
    if (hits !== expected) throw new Error(`"${query.text}": ${hits} hits, not ${expected}`);
    const times: number[] = [];
    for (let round = 0; round < rounds; round += 1) {
      const began = performance.now();
      await find(query.text);
      times.push(performance.now() - began);
    }
    searched.push({ query, times: percentilesOf(times) });
  }
  return searched;
}

function countRare({ messages }: Filled): number {
  const numbers = Array.from({ length: messages }, (_, nth) => nth);
  return Math.min(PAGE, numbers.filter(isRare).length);
}
