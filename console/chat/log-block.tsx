import { Fragment } from 'preact';
import { useMemo } from 'preact/hooks';
import type { ChatView, Said } from '../../protocol/index.ts';
import { dayName, isSameDay, language } from '../text/index.ts';
import { type Mark, SaidItem, StepItem } from './log-items.tsx';

/** So many items are a list of their own: drawn, or left as they are, together. */
export const BLOCK_ITEMS = 50;

type Item = ChatView['items'][number];

/**
 * Some items of the log, in their order. It only ever grows at its end, so a block that is full is drawn once: a new message
 * in a long chat costs no more than in a short one.
 */
export function LogBlock({
  items,
  from,
  lastSeen,
  lastDelivered,
}: {
  /** All of the log; the block begins at `from`. */
  items: ChatView['items'];
  from: number;
  /** The last message that the visitor saw, and the last one that reached their browser. */
  lastSeen: Said | undefined;
  lastDelivered: Said | undefined;
}) {
  const own = items.slice(from, from + BLOCK_ITEMS);
  const marked = (said: Said | undefined) => (said && own.includes(said) ? said : undefined);
  return useMemo(
    () => (
      <ol class="log-block">
        {own.map((item, index) => (
          <Fragment key={item.id}>
            {beginsDay(item, items[from + index - 1]) && (
              <li class="day small muted">{dayName(item.at)}</li>
            )}
            {item.type === 'said' ? (
              <SaidItem said={item} mark={markOf(item, lastSeen, lastDelivered)} />
            ) : (
              <StepItem step={item} />
            )}
          </Fragment>
        ))}
      </ol>
    ),
    [own[0], own.at(-1), marked(lastSeen), marked(lastDelivered), language.value],
  );
}

function beginsDay(item: Item, before: Item | undefined): boolean {
  return !before || !isSameDay(before.at, item.at);
}

/** How far the visitor is, beneath the last message they saw and the last one that reached them. */
function markOf(said: Said, lastSeen: Said | undefined, lastDelivered: Said | undefined): Mark {
  if (said === lastSeen) return 'seen';
  return said === lastDelivered ? 'delivered' : null;
}
