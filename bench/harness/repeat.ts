import { tell } from '../report/progress.ts';
import type { Spread } from '../report/report.ts';

/** Median, least and most of the repetitions of one figure; there must be one. */
export function spreadOf(figures: readonly number[]): Spread {
  const sorted = [...figures].sort((one, other) => one - other);
  const middle = Math.floor(sorted.length / 2);
  const [upper = Number.NaN, lower = upper] = [sorted[middle], sorted[middle - 1]];
  return {
    median: sorted.length % 2 === 1 ? upper : (upper + lower) / 2,
    min: sorted[0] ?? Number.NaN,
    max: sorted.at(-1) ?? Number.NaN,
  };
}

/**
 * Measures each of these once, then each again, so that a machine that grows slower or faster harms all alike. Tells
 * what runs; gives back the repetitions of each, in order.
 */
export async function interleaved<Subject, Result>(
  subjects: readonly Subject[],
  repetitions: number,
  measure: (subject: Subject, repetition: number) => Promise<Result>,
): Promise<Map<Subject, Result[]>> {
  const results = new Map<Subject, Result[]>(subjects.map((subject) => [subject, []]));
  for (let repetition = 0; repetition < repetitions; repetition += 1) {
    for (const subject of subjects) {
      tell(nameOf(subject), { nth: repetition, of: repetitions });
      results.get(subject)?.push(await measure(subject, repetition));
    }
  }
  return results;
}

function nameOf(subject: unknown): string {
  const isNamed = typeof subject === 'object' && subject !== null && 'name' in subject;
  return isNamed ? String(subject.name) : JSON.stringify(subject);
}
