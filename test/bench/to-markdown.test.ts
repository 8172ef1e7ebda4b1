import fc from 'fast-check';
import { expect, test } from 'vitest';
import { markdownTable, toMarkdown } from '../../bench/report/to-markdown.ts';
import { findingOf, MACHINE } from './findings.ts';

const SEED = 20_260_801;

test('writes title, machine, method, budgets, tables and charts, in this order', () => {
  const { report } = findingOf({
    budgets: [
      { what: 'pouring', budget: '< 10 ms', measured: '8 ms', isMet: true },
      { what: 'boiling', budget: '< 1 s', measured: '2 s', isMet: false, reason: 'the kettle' },
    ],
    tables: [
      {
        caption: 'Cups',
        rowsAre: 'pot',
        columns: ['cups a second', 'spilt'],
        rows: [{ name: 'red', cells: [{ median: 7_316, min: 7_000, max: 7_500 }, 0] }],
      },
    ],
    charts: [{ kind: 'bars', file: 'teapots-cups', title: 'Cups', unit: 'cups', bars: [] }],
  });
  expect(toMarkdown(report, MACHINE)).toMatchInlineSnapshot(`
    "# Teapots

    Measured on 2026-01-31: Counterbell 0.1.0 (abc1234) on 2 cores (Example CPU) with 8 GiB of memory; Linux 6.1.0; Node 22.0.0; SQLite 3.53.2; Postgres 17.2; ext4, where 4 KiB are synced in 0.123 ms (p99 1.5 ms); load average before the start 0.04. Again: \`npm run bench -- teapots\`.

    Poured by hand.

    Figures are medians of the repetitions, with the least and the most of them in brackets.

    ## Budgets

    | what | budget | measured |  |
    | --- | --- | --- | --- |
    | pouring | < 10 ms | 8 ms | met |
    | boiling | < 1 s | 2 s | **not met**: the kettle |

    ## Cups

    | pot | cups a second | spilt |
    | --- | --- | --- |
    | red | 7,320 (7,000–7,500) | 0 |

    ![Cups](teapots-cups.svg)
    "
  `);
});

test('leaves out what a report does not have', () => {
  expect(toMarkdown(findingOf({ method: '' }).report, MACHINE).split('\n\n')).toHaveLength(2);
});

test(`keeps the columns of a table whatever its words are, seed ${SEED}`, () => {
  const words = fc.string({ unit: 'binary' });
  const trap = fc.constantFrom('|', '\\|', '\\', '\n', 'a | b');
  fc.assert(
    fc.property(fc.array(fc.oneof(words, trap), { minLength: 2, maxLength: 5 }), (cells) => {
      const [, , row = '', ...more] = markdownTable(cells, [cells]).split('\n');
      expect(more).toEqual([]);
      expect(row.replaceAll('\\|', '').split('|')).toHaveLength(cells.length + 2);
    }),
    { seed: SEED },
  );
});
