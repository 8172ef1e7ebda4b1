import { cpus, release } from 'node:os';
import type { Ground } from '../relay-under-test.ts';
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

/** Measures what the plans of docs/SCALING.md are made from. Needs the Postgres and Redis of the tests; takes some minutes. */
export async function sizing(): Promise<string> {
  const lines = [
    '# Sizing',
    '',
    `Measured on ${cpus().length} cores (${cpus()[0]?.model ?? 'unknown'}), Linux ${release()}, Node ${process.version}, by \`npm run bench -- sizing\`. Clients, relays, Postgres and Redis shared these cores.`,
    '',
    '| on | memory of the process | memory of an idle visitor |',
    '|---|---|---|',
  ];
  for (const ground of ['SQLite', 'Postgres and Redis'] as const) {
    tell(`${VISITORS} idle visitors on ${ground}`);
    const { processMegabytes, visitorKilobytes } = await idleVisitors(ground, VISITORS);
    lines.push(
      `| ${ground} | ${Math.round(processMegabytes)} MB | ${visitorKilobytes.toFixed(1)} KB |`,
    );
  }
  lines.push(
    '',
    '| on | nodes | messages a second | messages a second of relay CPU | bus bytes a message | stored bytes a message |',
    '|---|---|---|---|---|---|',
  );
  for (const [ground, nodes] of INSTALLATIONS) {
    tell(`${MESSAGES} messages on ${ground}, ${nodes} nodes`);
    const cost = await busyChats(ground, nodes, MESSAGES);
    const figures = [
      cost.messages / cost.seconds,
      cost.perCpuSecond,
      cost.busBytes,
      cost.storedBytes,
    ];
    const shown = figures.map((figure) => (figure === 0 ? '–' : String(Math.round(figure))));
    lines.push(`| ${ground} | ${nodes} | ${shown.join(' | ')} |`);
  }
  return `${lines.join('\n')}\n`;
}

function tell(what: string): void {
  process.stderr.write(`${what} …\n`);
}
