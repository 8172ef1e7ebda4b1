import { useEffect, useLayoutEffect, useRef, useState } from 'preact/hooks';
import type { OperatorChat, OperatorClient } from '../../client/index.ts';
import type { ChatId, ChatView, Said } from '../../protocol/index.ts';
import { language, t } from '../text/index.ts';
import { BLOCK_ITEMS, LogBlock } from './log-block.tsx';
import { useToolKeys } from './message-tools.tsx';
import { PendingItem } from './pending-item.tsx';
import { useGoTo } from './use-go-to.ts';

/** Nearer than this to the end counts as being at the end, in pixels. */
const NEAR_END = 80;

/** What was said and done in a chat, in its order, and beneath it what is still on its way. */
export function ChatLog({
  id,
  visitor,
  goTo,
  chat,
  seen,
  delivered,
  client,
  sends,
}: {
  id: ChatId;
  /** What the visitor is called. */
  visitor: string;
  /** The seq of what is to be shown and marked; null follows the end. */
  goTo: number | null;
  chat: OperatorChat;
  /** The last seq that the visitor saw. */
  seen: number;
  /** The last seq that reached the visitor's browser. */
  delivered: number;
  client: OperatorClient;
  /** How often the operator has written here since the chat was opened. */
  sends: number;
}) {
  const { items } = chat.view;
  const list = useRef<HTMLDivElement>(null);
  const blocks = Math.ceil(items.length / BLOCK_ITEMS);
  const marked = items.findIndex(({ seq }) => seq === goTo);
  const { isDue, isLive } = useDueBlocks(
    blocks,
    marked < 0 ? null : Math.floor(marked / BLOCK_ITEMS),
  );
  useStayAtEnd(list, sends, goTo === null);
  useGoTo(list, goTo, goTo !== null && chat.view.last >= goTo);
  const onKeyDown = useToolKeys(list, items.length);
  const lastSeen = lastAnswer(items, seen);
  // What was seen at once is not told as delivered before.
  const lastDelivered = lastAnswer(items, Math.max(seen, delivered));

  return (
    <div
      class="log"
      role="log"
      aria-label={t('conversation')}
      // What was said before is not told as if it had just come.
      aria-live={isLive ? 'polite' : 'off'}
      // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard (WCAG 2.1.1)
      tabIndex={0}
      ref={list}
      onKeyDown={onKeyDown}
    >
      <div class="log-items">
        {Array.from({ length: blocks }, (_, nth) => (
          <LogBlock
            key={nth}
            items={items}
            chat={id}
            visitor={visitor}
            isDue={isDue(nth)}
            marked={goTo}
            from={nth * BLOCK_ITEMS}
            lastSeen={lastSeen}
            lastDelivered={lastDelivered}
            language={language.value}
          />
        ))}
        {chat.pending.length > 0 && (
          <ol>
            {chat.pending.map((pending) => (
              <PendingItem
                key={pending.id}
                pending={pending}
                client={client}
                summary={chat.summary}
              />
            ))}
          </ol>
        )}
      </div>
    </div>
  );
}

/**
 * Which blocks of the log are due: at first the one that is looked at, the last one unless `middle` says another, and with each frame
 * its neighbours, since hundreds of messages would hold up the screen. `isLive` once all were: of a whole log only the end grows.
 */
function useDueBlocks(blocks: number, middle: number | null) {
  const [reach, setReach] = useState(0);
  const whole = useRef(0);
  const centre = middle ?? blocks - 1;
  const isWhole = reach >= Math.max(centre, blocks - 1 - centre);
  if (isWhole) whole.current = blocks;
  useEffect(() => {
    if (isWhole) return undefined;
    const frame = requestAnimationFrame(() => setReach(reach + 1));
    return () => cancelAnimationFrame(frame);
  }, [isWhole, reach]);
  return {
    isDue: (nth: number) => Math.abs(nth - centre) <= reach,
    isLive: isWhole || (whole.current > 0 && blocks === whole.current + 1),
  };
}

/** The last message to the visitor up to a place in the log. */
function lastAnswer(items: ChatView['items'], upTo: number): Said | undefined {
  return items.findLast(
    (item): item is Said =>
      item.type === 'said' &&
      item.author.role === 'operator' &&
      item.body.kind !== 'note' &&
      item.seq <= upTo,
  );
}

/**
 * Follows the conversation, also when the room for it changes, unless the operator reads further up. What they write themselves
 * they see in any case.
 */
function useStayAtEnd(
  list: { current: HTMLDivElement | null },
  sends: number,
  beginsThere: boolean,
): void {
  const isAtEnd = useRef(true);
  useLayoutEffect(() => {
    isAtEnd.current = beginsThere;
  }, [beginsThere]);
  useEffect(() => {
    if (sends === 0) return;
    isAtEnd.current = true;
    list.current?.scrollTo({ top: list.current.scrollHeight });
  }, [list, sends]);
  useEffect(() => {
    const element = list.current;
    const content = element?.firstElementChild;
    if (!element || !content) return undefined;
    let before = { top: element.scrollTop, height: element.scrollHeight };
    const remember = () => {
      const { scrollHeight: height, scrollTop: top, clientHeight } = element;
      const isNearEnd = height - top - clientHeight < NEAR_END;
      // More may have come since we scrolled down ourselves, and what comes into sight may turn out smaller than it was
      // taken for: only who scrolls up what is as high as before reads further up.
      if (isNearEnd) isAtEnd.current = true;
      else if (top < before.top && height === before.height) isAtEnd.current = false;
      before = { top, height };
    };
    const observer = new ResizeObserver(() => {
      if (isAtEnd.current) element.scrollTo({ top: element.scrollHeight });
    });
    observer.observe(element);
    observer.observe(content);
    element.addEventListener('scroll', remember);
    return () => {
      observer.disconnect();
      element.removeEventListener('scroll', remember);
    };
  }, [list]);
}
