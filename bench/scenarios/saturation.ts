import type { Contender } from '../contenders/contender.ts';
import { counterbell } from '../contenders/counterbell.ts';
import { interleaved, spreadOf } from '../harness/repeat.ts';
import { load } from '../load/load.ts';
import type { LoadResult } from '../load/plan.ts';
import type { Report } from '../report/report.ts';

const CHATS = 64;
const IN_FLIGHT = 8;

const CONTENDERS: readonly Contender[] = [counterbell];

/** How much goes through: 64 chats of which each always has 8 messages under way, all delivered to one operator. */
export async function saturation({ short }: { short: boolean }): Promise<Report> {
  const contenders = CONTENDERS.filter((one) => one.lacks() === undefined);
  const seconds = short ? 1 : 4;
  const runs = await interleaved(contenders, short ? 1 : 5, (one) => saturate(one, seconds));
  return {
    name: 'saturation',
    title: 'Saturation',
    method: '',
    budgets: [],
    charts: [],
    tables: [
      {
        caption: 'Durable messages',
        rowsAre: 'server',
        columns: [
          'messages per server-CPU-second',
          'messages a second',
          'client core busy, %',
          'lost',
        ],
        rows: contenders.map((one) => {
          const results = runs.get(one) ?? [];
          const spread = (figure: (result: LoadResult) => number) => spreadOf(results.map(figure));
          return {
            name: one.name,
            cells: [
              spread(({ acknowledged, serverCpuSeconds }) => acknowledged / serverCpuSeconds),
              spread((result) => result.acknowledged / result.seconds),
              spread((result) => (result.clientCpuSeconds / result.seconds) * 100),
              results.reduce((sum, { lost }) => sum + lost, 0),
            ],
          };
        }),
      },
    ],
  };
}

async function saturate(contender: Contender, seconds: number): Promise<LoadResult> {
  const server = await contender.start();
  try {
    const senders = await server.senders(CHATS);
    const receivers = await server.receivers(1, CHATS);
    const run = { kind: 'closed', inFlight: IN_FLIGHT, warmUpSeconds: 1, seconds } as const;
    return await load({ senders, receivers, run }, server.cpuSeconds);
  } finally {
    await server.stop();
  }
}
