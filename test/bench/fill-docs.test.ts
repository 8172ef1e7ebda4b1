import { expect, test } from 'vitest';
import { fillDocs } from '../../bench/report/fill-docs.ts';
import { filesOf } from '../../bench/report/report-files.ts';
import { findingOf } from './findings.ts';

const PAGE =
  'Before.\n<!-- budgets -->\nby hand\n<!-- /budgets -->\nBetween.\n<!-- reports -->\n<!-- /reports -->\nAfter.\n';
const SHIFT = { what: 'layout shift', budget: '0', measured: '0', isMet: true };
const finding = findingOf({ budgets: [SHIFT] });

test('puts what was checked into the table of budgets, and says which were not measured yet', () => {
  const page = fillDocs(PAGE, [finding]);
  expect(page).toContain('| layout shift | 0 | 0 | met | [Teapots](performance/teapots.md) |');
  expect(page).toContain('| requests before the first click | 1 | not yet |  |  |');
  expect(page).not.toContain('by hand');
});

test('says why a budget is not met', () => {
  const missed = { ...SHIFT, measured: '0.2', isMet: false, reason: 'the banner' };
  const page = fillDocs(PAGE, [findingOf({ budgets: [missed] })]);
  expect(page).toContain('| layout shift | 0 | 0.2 | **not met**: the banner |');
});

test('keeps a check of a budget that is not in the list', () => {
  const other = { ...SHIFT, what: 'cups spilt' };
  expect(fillDocs(PAGE, [findingOf({ budgets: [other] })])).toContain(
    '| cups spilt | 0 | 0 | met |',
  );
});

test('names each report with its day, version and machine', () => {
  expect(fillDocs(PAGE, [finding])).toContain(
    '| [Teapots](performance/teapots.md) | 2026-01-31 | 0.1.0 (abc1234) | 2 cores, Example CPU |',
  );
});

test('leaves alone what is outside the markers, and changes nothing the second time', () => {
  const once = fillDocs(PAGE, [finding]);
  expect(once.startsWith('Before.\n<!-- budgets -->')).toBe(true);
  expect(once).toContain('<!-- /budgets -->\nBetween.\n<!-- reports -->');
  expect(once.endsWith('<!-- /reports -->\nAfter.\n')).toBe(true);
  expect(fillDocs(once, [finding])).toBe(once);
});

test('notices a figure that was changed by hand', () => {
  const page = fillDocs(PAGE, [finding]).replace('| 0 | 0 | met |', '| 0 | 0.1 | met |');
  expect(fillDocs(page, [finding])).not.toBe(page);
});

test('refuses a page without a marker', () => {
  expect(() => fillDocs(PAGE.replace('<!-- /reports -->', ''), [])).toThrow('<!-- /reports -->');
});

test('makes the same files from a report and from its JSON, also without a figure', () => {
  const none = { median: Number.NaN, min: Number.NaN, max: Number.NaN };
  const files = filesOf(
    findingOf({
      tables: [
        {
          caption: 'Cups',
          rowsAre: 'pot',
          columns: ['cups'],
          rows: [{ name: 'a', cells: [none] }],
        },
      ],
      charts: [
        {
          kind: 'bars',
          file: 'cups',
          title: 'Cups',
          unit: 'cups',
          bars: [{ name: 'a', value: none }],
        },
        {
          kind: 'lines',
          file: 'wait.svg',
          title: 'Wait',
          unit: 'ms',
          xTitle: 'cups',
          lines: [{ name: 'a', points: [[1, Number.NaN]] }],
        },
      ],
    }),
  );
  expect([...files.keys()]).toEqual(['teapots.json', 'teapots.md', 'cups.svg', 'wait.svg']);
  expect(filesOf(JSON.parse(files.get('teapots.json') ?? ''))).toEqual(files);
});
