import { Writable } from 'node:stream';
import { pino } from 'pino';
import { expect, test } from 'vitest';
import { createReportFailure } from '../../../server/telemetry/report-failures.ts';

const MINUTE_MS = 60_000;

function prepare() {
  const lines: { msg: string; repeats?: number }[] = [];
  const stream = new Writable({
    write(chunk, _encoding, done) {
      lines.push(JSON.parse(String(chunk)));
      done();
    },
  });
  let now = 0;
  const report = createReportFailure(pino(stream), () => now);
  return {
    report,
    lines,
    waits(ms: number) {
      now += ms;
    },
  };
}

test('logs the first failure of its kind at once and counts those of the next minute', () => {
  const { report, lines, waits } = prepare();
  for (let count = 0; count < 1_000; count += 1) report(new Error('full'), 'something failed');
  expect(lines).toHaveLength(1);
  waits(MINUTE_MS);
  report(new Error('full'), 'something failed');
  expect(lines).toMatchObject([{ msg: 'something failed' }, { repeats: 999 }]);
});

test('logs other failures meanwhile', () => {
  const { report, lines } = prepare();
  for (const words of ['full', 'broken', 'full']) report(new Error(words), 'something failed');
  expect(lines).toHaveLength(2);
});
