import { search } from './search/search.ts';
import { sizing } from './sizing/sizing.ts';

/** `npm run bench -- NAME`: a benchmark by its name prints its report, in Markdown, on standard output. */
const BENCHMARKS: Readonly<Record<string, () => Promise<string>>> = { search, sizing };

const [name = ''] = process.argv.slice(2);
const run = BENCHMARKS[name];
if (!run) {
  process.stderr.write(
    `${name || 'nothing'} is not a benchmark; there are: ${Object.keys(BENCHMARKS).join(', ')}.\n`,
  );
  process.exit(2);
}
process.stdout.write(await run());
process.exit(0);
