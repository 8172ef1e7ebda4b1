import { renderProof } from '../helpers/proof-report.ts';
import type { RaceOptions, RaceReport } from './run-races.ts';

/** The report of a race as a page in Markdown. */
export function renderReport(
  { seed, chats, operators, nodes }: Pick<RaceOptions, 'seed' | 'chats' | 'operators' | 'nodes'>,
  report: RaceReport,
  commit: string,
): string {
  const { seen, desks, hints, breaches } = report;
  const rows: [string, string | number][] = [
    ['chats, each accepted and ended', report.chats],
    ['chats given to an operator', report.assigned],
    ['… of them given back, because the operator took a break first', report.givenBack],
    ['… of them accepted all the same, a moment later', report.late],
    ['steps that should not have been', breaches.length === 0 ? 0 : 'see below'],
    ['looks at who has how many chats, each at one moment', seen.snapshots],
    ['… with an operator above their limit', seen.breaches.length],
    ['most chats that operators had at once, all together', seen.mostAtOnce],
    [
      "operators' room in use while chats waited, on average",
      `${Math.round(seen.shareInUse * 100)} %`,
    ],
    [
      'longest that a chat stood first in the queue while somebody had room',
      `${Math.round(seen.longestWaitMs)} ms`,
    ],
    ['breaks that operators took', desks.breaks],
    ['lines that operators moved to another node', desks.reloads],
    ['hints lost on the bus', hints.lost],
    ['hints doubled on the bus', hints.doubled],
    ['duration', `${Math.round(report.seconds)} s`],
  ];
  const command = `npm run races -- --chats ${chats} --operators ${operators} --nodes ${nodes} --seed ${seed}`;
  return renderProof({
    title: `Races on ${nodes} nodes`,
    command,
    commit,
    about: [],
    breaches,
    verdict: {
      kept: 'Every chat was accepted and ended, and no operator was seen above their limit.',
      broken: 'Something went wrong.',
    },
    rows,
  });
}
