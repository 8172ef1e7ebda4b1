import type { LoadResult } from '../load/plan.ts';

/** A figure of a server that loses messages says nothing; one of ours must not. */
export function failWhereLost(name: string, results: readonly LoadResult[]): void {
  for (const { lost, doubled } of results) {
    if (lost + doubled > 0) throw new Error(`${name}: ${lost} messages lost, ${doubled} doubled`);
  }
}
