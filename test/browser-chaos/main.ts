import { parseArgs } from 'node:util';
import { runBrowserChaos } from './run-browser-chaos.ts';

/** `npm run browser-chaos -- --messages 10000 --seed 1` */
const { values } = parseArgs({
  options: {
    messages: { type: 'string', default: '10000' },
    seed: { type: 'string', default: String(Date.now() % 1_000_000_000) },
  },
});
const [messages, seed] = [Number(values.messages), Number(values.seed)];
if (!Number.isSafeInteger(messages) || messages < 1 || !Number.isSafeInteger(seed)) {
  process.stderr.write('--messages and --seed must be whole numbers.\n');
  process.exit(2);
}
process.stdout.write(`seed ${seed}\n`);
let shown = 0;
const report = await runBrowserChaos({
  messages,
  seed,
  onProgress(written) {
    if (Date.now() - shown < 5_000) return;
    shown = Date.now();
    process.stdout.write(`${written} of ${messages} messages\n`);
  },
});
process.stdout.write(`${JSON.stringify(report, null, 2)}\n`);
process.exit(report.breaches.length === 0 ? 0 : 1);
