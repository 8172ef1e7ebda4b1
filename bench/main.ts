/**
 * `npm run bench -- NAME [--short] [--into FOLDER]`: measures by name; without one, everything. What runs in a process of
 * its own is this program too, as `subprogram NAME`, so that it carries nothing of the others in memory.
 */
import { parseArgs } from 'node:util';
import type { Report } from './report/report.ts';
import type { ServerName } from './report/server-versions.ts';

const SUBPROGRAMS: Readonly<Record<string, () => Promise<void>>> = {
  'load-client': async () => (await import('./load/client.ts')).runClient(),
  crowd: async () => (await import('./load/crowd.ts')).runCrowd(),
  'bare-fastify': async () =>
    (await import('./contenders/programs/bare-fastify.ts')).runBareFastify(),
  'returning-visitors': async () =>
    (await import('./load/returning-visitors.ts')).runReturningVisitors(),
  'ws-echo': async () => (await import('./contenders/programs/ws-echo.ts')).runWsEcho(),
  'plain-relay': async () => (await import('./contenders/programs/plain-relay.ts')).runPlainRelay(),
  'raw-pages': async () => (await import('./contenders/programs/raw-pages.ts')).runRawPages(),
  'group-commit': async () =>
    (await import('./contenders/programs/group-commit.ts')).runGroupCommit(),
};

/** What can be measured; `short` is for a look, or for CI. */
const BENCHMARKS: Readonly<Record<string, (options: { short: boolean }) => Promise<Report>>> = {
  search: async () => (await import('./search/search.ts')).search(),
  sizing: async () => (await import('./sizing/sizing.ts')).sizing(),
  console: async (options) => (await import('./console/console-in-use.ts')).consoleInUse(options),
  saturation: async (options) => (await import('./scenarios/saturation.ts')).saturation(options),
  latency: async (options) => (await import('./scenarios/latency.ts')).latency(options),
  idle: async (options) => (await import('./scenarios/idle.ts')).idle(options),
  'fan-out': async (options) => (await import('./scenarios/fan-out.ts')).fanOut(options),
  reconnect: async (options) => (await import('./scenarios/reconnect.ts')).reconnect(options),
  start: async (options) => (await import('./scenarios/start.ts')).start(options),
  'noisy-neighbour': async (options) =>
    (await import('./scenarios/noisy-neighbour.ts')).noisyNeighbour(options),
  history: async (options) => (await import('./scenarios/history.ts')).history(options),
  growth: async (options) => (await import('./scenarios/growth.ts')).growth(options),
  export: async (options) =>
    (await import('./exports/export-beside-chats.ts')).exportBesideChats(options),
  'slow-disk': async (options) => (await import('./scenarios/slow-disk.ts')).slowDisk(options),
  widget: async (options) => (await import('./widget/widget.ts')).widget(options),
};

/** Servers of others whose versions belong to what was measured. */
const SERVERS: Readonly<Record<string, readonly ServerName[]>> = {
  search: ['Postgres'],
  sizing: ['Postgres', 'Redis'],
  saturation: ['NATS'],
};

const [name = '', ...rest] = process.argv.slice(2);
if (name === 'subprogram') await SUBPROGRAMS[rest[0] ?? '']?.();
else await runBenchmarks();

async function runBenchmarks(): Promise<void> {
  const { describeMachine } = await import('./report/machine.ts');
  const { writeReport } = await import('./report/write-report.ts');
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: {
      short: { type: 'boolean', default: false },
      into: { type: 'string' },
    },
  });
  for (const one of positionals.length > 0 ? positionals : Object.keys(BENCHMARKS)) {
    const run = BENCHMARKS[one];
    if (!run) {
      process.stderr.write(
        `${one} is not a benchmark; there are: ${Object.keys(BENCHMARKS).join(', ')}.\n`,
      );
      process.exit(2);
    }
    const machine = describeMachine(SERVERS[one]);
    writeReport({ machine, report: await run(values) }, values.into);
  }
  process.exit(0);
}
