import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createSearch, indexBatch } from '../../server/search/index.ts';
import { openStorage, type Storage, takeOutbox } from '../../server/storage/index.ts';
import { newDatabase } from '../../test/helpers/postgres-server.ts';
import { spreadOf } from '../harness/repeat.ts';
import { tell } from '../report/progress.ts';
import type { Report, Table } from '../report/report.ts';
import { writeEvents } from './write-events.ts';

const EVENTS = 300_000;
const ROUNDS = 200;
/** What is looked for: of every second message, of one in five thousand, of none, and of beginnings that many words have. */
const QUERIES = ['hello', 'zebrafish', 'hello zebrafish', 'hello wor', 'h', 'he', 'hel', 'nothing'];

const METHOD = `${EVENTS} messages of about a dozen words, as common as in speech; the first page of 20, ${ROUNDS} times each; milliseconds, p50 / p99, measured once.`;

type Row = Table['rows'][number];

/** Measures the index of words and the search on both engines. Needs the Postgres of the tests; takes some minutes. */
export async function search(): Promise<Report> {
  const rows = [await onSqlite(), await onPostgres()];
  const columns = ['indexed a second', ...QUERIES.map((query) => `\`${query}\``)];
  return {
    name: 'search',
    title: 'Search',
    method: METHOD,
    tables: [{ caption: 'Search', rowsAre: 'on', columns, rows }],
    charts: [],
    budgets: [],
  };
}

async function onSqlite(): Promise<Row> {
  const folder = await mkdtemp(join(tmpdir(), 'counterbell-bench-'));
  const row = await measure('SQLite', await openStorage({ dataDir: folder }));
  await rm(folder, { recursive: true });
  return row;
}

async function onPostgres(): Promise<Row> {
  const database = await newDatabase();
  const row = await measure('Postgres', await openStorage({ dataDir: '', url: database.url }));
  await database.drop();
  return row;
}

async function measure(name: string, storage: Storage): Promise<Row> {
  tell(`${EVENTS} events on ${name}`);
  await writeEvents(storage, EVENTS);
  tell('taking them out of the outbox');
  while ((await storage.write((db) => takeOutbox(db, 200))).length > 0);
  tell('indexing');
  const began = performance.now();
  while ((await indexBatch(storage)) > 0);
  const perSecond = EVENTS / ((performance.now() - began) / 1_000);
  tell('searching');
  const times = [];
  for (const query of QUERIES) times.push(await timesOf(storage, query));
  await storage.close();
  return { name, cells: [spreadOf([perSecond]), ...times] };
}

async function timesOf(storage: Storage, query: string): Promise<string> {
  const { find } = createSearch(storage);
  const times: number[] = [];
  for (let round = 0; round < ROUNDS; round += 1) {
    const began = performance.now();
    await find(query, null);
    times.push(performance.now() - began);
  }
  times.sort((one, other) => one - other);
  const at = (share: number) => (times[Math.floor(ROUNDS * share)] ?? 0).toFixed(1);
  return `${at(0.5)} / ${at(0.99)}`;
}
