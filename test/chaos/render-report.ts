import { renderProof } from '../helpers/proof-report.ts';
import type { ChaosOptions, ChaosReport } from './run-chaos.ts';

/** The report of a run as a page in Markdown. */
export function renderReport(
  {
    seed,
    messages,
    kills,
    visitors,
    nodes,
  }: Pick<ChaosOptions, 'seed' | 'messages' | 'kills' | 'visitors' | 'nodes'>,
  report: ChaosReport,
  commit: string,
): string {
  const { faults, lines, breaches } = report;
  const rate = Math.round(report.written / report.seconds);
  const rows: [string, string | number][] = [
    ['messages written', report.written],
    ['… lost, doubled or out of order', breaches.length === 0 ? 0 : 'see below'],
    ['clients whose view differs from the log', breaches.length === 0 ? 0 : 'see below'],
    ['sends over WebSockets, repeats included (the others went over HTTP)', lines.sends],
    ['sockets opened', lines.sockets],
    ...Object.entries(report.kills),
    ...report.notes,
    ['connections reset', faults.resets],
    ['connections stalled half-open', faults.stalls],
    ['deliveries delayed', faults.delays],
    ['deliveries cut to pieces', faults.slices],
    ['deliveries through a narrow line', faults.narrows],
    ['rounds', report.rounds],
    ['duration', `${Math.round(report.seconds)} s, ${rate} messages/s with all faults`],
  ];
  const form = nodes === undefined ? '' : `--nodes ${nodes} `;
  const command = `npm run chaos -- ${form}--messages ${messages} --kills ${kills} --visitors ${visitors} --seed ${seed}`;
  return renderProof({
    title: nodes === undefined ? 'Chaos run' : `Chaos run on ${nodes} nodes`,
    command,
    commit,
    about: [
      "The seed gives the same script of faults and messages; when each of them happens is the operating system's to say.",
    ],
    breaches,
    verdict: { kept: 'Every promise held.', broken: 'A promise was broken.' },
    rows,
  });
}
