import { type LineEvents, type LoadLine, openLine } from './line.ts';
import type { LinePlan } from './plan.ts';

/** Lines that open at the same time. */
export const AT_ONCE = 32;

/** Opens a line for each plan; resolves when all have said their openings, rejects when one does not go as planned. */
export async function openLines(
  plans: readonly LinePlan[],
  eventsOf: (index: number) => LineEvents,
  onOpen: (line: LoadLine, index: number) => void = () => undefined,
): Promise<LoadLine[]> {
  const lines: LoadLine[] = [];
  const left = plans.entries();
  async function openSome(): Promise<void> {
    for (const [index, plan] of left) {
      const line = await openLine(plan, eventsOf(index));
      lines.push(line);
      onOpen(line, index);
    }
  }
  await Promise.all(Array.from({ length: AT_ONCE }, openSome));
  return lines;
}
