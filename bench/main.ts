/**
 * `npm run bench -- NAME [--short] [--into FOLDER]`: measures by name; without one, everything. What runs in a process of
 * its own is this program too, as `subprogram NAME`, so that it carries nothing of the others in memory.
 */
import type { Report } from './report/report.ts';

const SUBPROGRAMS: Readonly<Record<string, () => Promise<void>>> = {
  'load-client': async () => (await import('./load/client.ts')).runClient(),
};

/** What can be measured; `short` is for a look, or for CI. */
const BENCHMARKS: Readonly<
  Record<string, (options: { short: boolean }) => Promise<Report | string>>
> = {
  search: async () => (await import('./search/search.ts')).search(),
  sizing: async () => (await import('./sizing/sizing.ts')).sizing(),
  console: async (options) => (await import('./console/console-in-use.ts')).consoleInUse(options),
  saturation: async (options) => (await import('./scenarios/saturation.ts')).saturation(options),
};

const [name = '', ...rest] = process.argv.slice(2);
if (name === 'subprogram') await SUBPROGRAMS[rest[0] ?? '']?.();
else await runBenchmarks();

async function runBenchmarks(): Promise<void> {
  const names = name === '' || name.startsWith('--') ? Object.keys(BENCHMARKS) : [name];
  for (const one of names) {
    const run = BENCHMARKS[one];
    if (!run) {
      process.stderr.write(
        `${one} is not a benchmark; there are: ${Object.keys(BENCHMARKS).join(', ')}.\n`,
      );
      process.exit(2);
    }
    const report = await run({ short: process.argv.includes('--short') });
    process.stdout.write(`${JSON.stringify(report, null, 2)}\n`);
  }
  process.exit(0);
}
