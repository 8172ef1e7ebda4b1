import { useEffect, useRef } from 'preact/hooks';
import type { OperatorChat, OperatorClient, Pending } from '../../client/index.ts';
import type { ChatView, Said } from '../../protocol/index.ts';
import { language, t } from '../text/index.ts';
import { BLOCK_ITEMS, LogBlock } from './log-block.tsx';

/** Nearer than this to the end counts as being at the end, in pixels. */
const NEAR_END = 80;

/** What was said and done in a chat, in its order, and beneath it what is still on its way. */
export function ChatLog({
  chat,
  seen,
  delivered,
  client,
  sends,
}: {
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
  useStayAtEnd(list, sends);
  const lastSeen = lastAnswer(items, seen);
  const lastDelivered = lastAnswer(items, delivered);

  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard (WCAG 2.1.1)
    <div class="log" role="log" aria-label={t('conversation')} tabIndex={0} ref={list}>
      <div class="log-items">
        {Array.from({ length: Math.ceil(items.length / BLOCK_ITEMS) }, (_, nth) => (
          <LogBlock
            key={nth}
            items={items}
            from={nth * BLOCK_ITEMS}
            lastSeen={lastSeen}
            lastDelivered={lastDelivered}
            language={language.value}
          />
        ))}
        {chat.pending.length > 0 && (
          <ol>
            {chat.pending.map((pending) => (
              <PendingItem key={pending.id} pending={pending} client={client} />
            ))}
          </ol>
        )}
      </div>
    </div>
  );
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
function useStayAtEnd(list: { current: HTMLDivElement | null }, sends: number): void {
  const isAtEnd = useRef(true);
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

function PendingItem({ pending, client }: { pending: Pending; client: OperatorClient }) {
  const { event, state, id } = pending;
  const isSaid = event.kind === 'message' || event.kind === 'note';
  return (
    <li class={`said ours ${event.kind} pending`}>
      {isSaid && (
        <p class="bubble" dir="auto">
          {event.text}
        </p>
      )}
      {state.name === 'sending' ? (
        <p class="small muted">{t('sending')}</p>
      ) : (
        <div class="row small failed" role="alert">
          {t('notSent', { reason: state.reason })}
          <button type="button" class="quiet" onClick={() => client.retry(id)}>
            {t('tryAgain')}
          </button>
          <button type="button" class="quiet" onClick={() => client.discard(id)}>
            {t('discard')}
          </button>
        </div>
      )}
    </li>
  );
}
