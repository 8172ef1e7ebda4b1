import type { ChatView } from '../../protocol/index.ts';

/** A stretch of the log. */
interface Stretch {
  readonly from: number;
  readonly to: number;
  /** How many offers that nobody accepted it folds into one line; none where it is a single item. */
  readonly offers: number;
}

/** So many steps of routing are shown one by one. */
const MOST_SHOWN = 4;

/**
 * The items of a log one by one, but what lies between the first and the last of many steps of routing in a row as one: a chat that
 * nobody accepts gets two of them a minute, and what the visitor asked would be out of sight. Pure.
 */
export function foldRouting(items: ChatView['items']): Stretch[] {
  const stretches: Stretch[] = [];
  for (let from = 0; from < items.length; ) {
    const end = endOfRouting(items, from);
    if (end - from > MOST_SHOWN) {
      const between = items.slice(from + 1, end - 1);
      const offers = between.filter((item) => kindOf(item) === 'assigned').length;
      stretches.push(single(from), { from: from + 1, to: end - 1, offers }, single(end - 1));
    } else for (let at = from; at < Math.max(end, from + 1); at += 1) stretches.push(single(at));
    from = Math.max(end, from + 1);
  }
  return stretches;
}

function single(at: number): Stretch {
  return { from: at, to: at + 1, offers: 0 };
}

/** Where the steps of routing end that begin here. */
function endOfRouting(items: ChatView['items'], from: number): number {
  const other = items.findIndex((item, at) => at >= from && !isRouting(item));
  return other < 0 ? items.length : other;
}

function isRouting(item: ChatView['items'][number]): boolean {
  return kindOf(item) === 'queued' || kindOf(item) === 'assigned';
}

function kindOf(item: ChatView['items'][number]): string {
  return item.body.kind;
}
