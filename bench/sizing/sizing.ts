import { spreadOf } from '../harness/repeat.ts';
import type { Ground } from '../relay-under-test.ts';
import { tell } from '../report/progress.ts';
import type { Report, Table } from '../report/report.ts';
import { busyChats } from './busy-chats.ts';
import { idleVisitors } from './idle-visitors.ts';

const VISITORS = 3_000;
const MESSAGES = 12_800;
const INSTALLATIONS: readonly (readonly [Ground, nodes: number])[] = [
  ['SQLite', 1],
  ['Postgres', 1],
  ['Postgres and Redis', 1],
  ['Postgres and Redis', 2],
  ['Postgres and Redis', 3],
];

const METHOD = `What the plans of docs/SCALING.md are made from, measured once. Clients, relays, Postgres and Redis share the cores, so the rates are a lower bound.

- Idle: ${VISITORS} visitors connect and say nothing; resident memory before and after.
- Busy: ${MESSAGES} messages in 512 chats, each the next once the last one is acknowledged and no visitor faster than the relay lets them.`;

/** Measures what the plans of docs/SCALING.md are made from. Needs the Postgres and Redis of the tests; takes some minutes. */
export async function sizing(): Promise<Report> {
  return {
    name: 'sizing',
    title: 'Sizing',
    method: METHOD,
    tables: [await idle(), await busy()],
    charts: [],
    budgets: [],
  };
}

async function idle(): Promise<Table> {
  const rows: Table['rows'][number][] = [];
  for (const ground of ['SQLite', 'Postgres and Redis'] as const) {
    tell(`${VISITORS} idle visitors on ${ground}`);
    const { processMegabytes, visitorKilobytes } = await idleVisitors(ground, VISITORS);
    rows.push({
      name: ground,
      cells: [spreadOf([processMegabytes]), spreadOf([visitorKilobytes])],
    });
  }
  return {
    caption: 'Memory',
    rowsAre: 'on',
    columns: ['memory of the process, MB', 'memory of an idle visitor, KB'],
    rows,
  };
}

async function busy(): Promise<Table> {
  const rows: Table['rows'][number][] = [];
  for (const [ground, nodes] of INSTALLATIONS) {
    tell(`${MESSAGES} messages on ${ground}, ${nodes} nodes`);
    const cost = await busyChats(ground, nodes, MESSAGES);
    const figures = [
      cost.messages / cost.seconds,
      cost.perCpuSecond,
      cost.busBytes,
      cost.storedBytes,
    ];
    rows.push({
      name: ground,
      cells: [nodes, ...figures.map((figure) => (figure === 0 ? '–' : spreadOf([figure])))],
    });
  }
  return {
    caption: 'Messages',
    rowsAre: 'on',
    columns: [
      'nodes',
      'messages a second',
      'messages a second of relay CPU',
      'bus bytes a message',
      'stored bytes a message',
    ],
    rows,
  };
}
