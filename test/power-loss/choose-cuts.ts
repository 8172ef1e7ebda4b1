import type { Random } from '../helpers/seeded-random.ts';
import type { DiskEvent } from './disk-event.ts';

/**
 * After how many events the power fails, `count` times, in rising order. Right before and right after each sync and each
 * acknowledgement is where something can be lost: all these places, or as many of them as fit into three quarters; the
 * rest is anywhere.
 */
export function chooseCuts(events: readonly DiskEvent[], count: number, random: Random): number[] {
  const edges = shuffle(edgesOf(events), random).slice(0, Math.ceil((count * 3) / 4));
  const others = Array.from({ length: count - edges.length }, () =>
    random.below(events.length + 1),
  );
  return [...edges, ...others].sort((one, other) => one - other);
}

/** The places right before and right after what makes a difference; each once. */
export function edgesOf(events: readonly DiskEvent[]): number[] {
  const edges = events.flatMap(({ kind }, index) =>
    kind === 'sync' || kind === 'sync-folder' || kind === 'acknowledge' ? [index, index + 1] : [],
  );
  return [...new Set(edges)];
}

function shuffle<T>(list: readonly T[], random: Random): T[] {
  const keyed = list.map((entry) => ({ entry, key: random.next() }));
  return keyed.sort((one, other) => one.key - other.key).map(({ entry }) => entry);
}
