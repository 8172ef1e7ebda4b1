import { renderProof } from '../helpers/proof-report.ts';
import type { DayOptions, DayReport } from './run-day.ts';

type Told = Pick<DayOptions, 'seed' | 'chats' | 'operators' | 'minutes' | 'speed' | 'bound'>;

/** What the log calls a step, and what people do. */
const STEPS: readonly (readonly [step: string, what: string])[] = [
  ['queued: new', 'put into the queue, for their site or for a group'],
  ['queued: left', 'left as messages, since nobody accepted chats'],
  ['assigned: fewest_chats', 'given to whoever had the fewest'],
  ['assigned: next_in_turn', 'given to whose turn it was'],
  ['assigned: returning_visitor', 'given to whom the visitor knew'],
  ['transferred: operator', 'transferred to an operator'],
  ['transferred: group', 'transferred to a group'],
  ['queued: not_accepted', 'taken back, because they were not accepted in time'],
  ['queued: operator_left', 'taken back, because the line was lost'],
  ['queued: operator_away', 'taken back, because accepting was switched off'],
  ['joined', 'accepted'],
  ['reopened', 'taken up again when they were closed'],
  ['closed: operator', 'closed by an operator'],
  ['closed: idle', 'closed by themselves, answered and left'],
];

/** The report of a day as a page in Markdown. */
export function renderReport(told: Told, report: DayReport, commit: string): string {
  const { seed, chats, operators, minutes, speed, bound } = told;
  const { breaches, desks } = report;
  const rows: (readonly [string, string | number])[] = [
    ['chats', report.chats],
    ['… closed in the end', report.closed],
    ['… answered in the end, and their visitors gone', report.answered],
    ['events in the log', report.events],
    ...STEPS.map(
      ([step, what]) => [`times that chats were ${what}`, report.steps.get(step) ?? 0] as const,
    ),
    ['times that operators vanished without a word', desks.vanished],
    ['breaks that they took', desks.paused],
    ['times that they looked at nothing for a while', desks.lapsed],
    ['most chats that waited at a time', report.mostWaiting],
    [
      'longest wait until a chat was accepted',
      `${Math.round(report.longestWaitMs / 1_000)} s of the day`,
    ],
    [
      'most events stored while a chat was next and somebody free could have had it',
      report.longestIdle,
    ],
    ['… allowed', bound],
    ['chats given to somebody before one whose turn came first', report.passes],
    ['… most of them for one wait', report.mostPasses],
    ['what the rules forbid', breaches.length === 0 ? 0 : 'see below'],
    ['duration', `${Math.round(report.seconds)} s`],
  ];
  const command = `npm run day -- --chats ${chats} --operators ${operators} --minutes ${minutes} --speed ${speed} --seed ${seed}`;
  return renderProof({
    title: `A day of ${chats} chats`,
    command,
    commit,
    about: [
      `A built relay on SQLite whose clocks run ${speed} times as fast as the world's, ${operators} operators and their visitors on sockets of their own: three sites, three groups, limits of three to six chats, hours of work that change during the day, breaks, lapses, lost lines, transfers to people and groups, visitors who come back. Whatever stands in the log is held against [who gets which chat](../ROUTING.md), which the checker says a second time.`,
    ],
    breaches,
    verdict: {
      kept: 'Every chat ended answered or closed, each went where the rules say, and nobody was given more than their limit.',
      broken: 'Something went wrong.',
    },
    rows,
  });
}
