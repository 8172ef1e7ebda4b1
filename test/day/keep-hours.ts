import type { OpeningHours } from '../../protocol/index.ts';
import type { DayClock } from './day-clock.ts';
import { type Colleague, type OpenedHouse, setHours } from './open-house.ts';

const MINUTE_MS = 60_000;

/** A stretch of the day, in parts of it from 0 to 1. */
type Part = readonly [from: number, to: number];

/** Before and after their manager changes them: some are sent home and called back, others stay longer. */
const WEEKS: readonly { readonly before: readonly Part[]; readonly after: readonly Part[] }[] = [
  {
    before: [[0.05, 0.6]],
    after: [
      [0.05, 0.2],
      [0.5, 0.9],
    ],
  },
  { before: [[0.1, 0.45]], after: [[0.1, 0.85]] },
];
/** When they are changed. */
const CHANGE = 0.35;

/** Who has which hours, and when they begin. */
export interface DayHours {
  /** Begins of somebody's hours, milliseconds since 1970; empty for who has none. */
  opensAt(colleague: Colleague): readonly number[];
  begin(): Promise<void>;
  /** In the middle of the day, other hours than before. Resolves when they are set. */
  change(): Promise<void>;
}

/** A day that begins at `startsAt` and lasts `dayMs`. Hours are whole minutes. */
export function createHours(
  { owner, colleagues }: Pick<OpenedHouse, 'owner' | 'colleagues'>,
  clock: DayClock,
  { startsAt, dayMs }: { readonly startsAt: number; readonly dayMs: number },
): DayHours {
  const employed = colleagues.filter(({ hasHours }) => hasHours);
  const weekOf = (one: Colleague) => WEEKS[employed.indexOf(one) % WEEKS.length];
  const minuteAt = (part: number) => Math.ceil((startsAt + part * dayMs) / MINUTE_MS) * MINUTE_MS;

  async function set(which: 'before' | 'after'): Promise<void> {
    for (const one of employed) {
      const parts = weekOf(one)?.[which] ?? [];
      const stretches = parts.map(([from, to]) => ({
        from: timeOf(minuteAt(from)),
        to: timeOf(minuteAt(to)),
      }));
      await setHours(owner, one.id, one.limit, hoursOf(stretches));
    }
  }

  return {
    opensAt(colleague) {
      if (!colleague.hasHours) return [];
      const { before = [], after = [] } = weekOf(colleague) ?? {};
      return [...before, ...after].map(([from]) => minuteAt(from));
    },
    begin: () => set('before'),
    async change() {
      await clock.passes(startsAt + CHANGE * dayMs - clock.now());
      await set('after');
    },
  };
}

function timeOf(at: number): string {
  return new Date(at).toISOString().slice(11, 16);
}

function hoursOf(stretches: readonly { from: string; to: string }[]): OpeningHours {
  return { timeZone: 'UTC', week: Array.from({ length: 7 }, () => stretches), holidays: [] };
}
