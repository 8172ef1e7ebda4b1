import { Fragment } from 'preact';
import { useEffect, useRef } from 'preact/hooks';
import type { OperatorChat, OperatorClient, Pending } from '../../client/index.ts';
import type { ChatView, Said, Step } from '../../protocol/index.ts';
import { clockTime, dayName, isSameDay, t } from '../text/index.ts';
import { asText } from '../visitors/index.ts';

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
      <ol>
        {items.map((item, index) => {
          const before = items[index - 1];
          return (
            <Fragment key={item.id}>
              {(!before || !isSameDay(before.at, item.at)) && (
                <li class="day small muted">{dayName(item.at)}</li>
              )}
              {item.type === 'said' ? (
                <SaidItem said={item} mark={markOf(item.id, lastSeen, lastDelivered)} />
              ) : (
                <StepItem step={item} />
              )}
            </Fragment>
          );
        })}
        {chat.pending.map((pending) => (
          <PendingItem key={pending.id} pending={pending} client={client} />
        ))}
      </ol>
    </div>
  );
}

/** The last message to the visitor up to a place in the log. */
function lastAnswer(items: ChatView['items'], upTo: number): string | undefined {
  return items.findLast(
    (item) =>
      item.type === 'said' &&
      item.author.role === 'operator' &&
      item.body.kind !== 'note' &&
      item.seq <= upTo,
  )?.id;
}

/** How far the visitor is, beneath the last message they saw and the last one that reached them. */
function markOf(
  id: string,
  lastSeen: string | undefined,
  lastDelivered: string | undefined,
): 'seen' | 'delivered' | null {
  if (id === lastSeen) return 'seen';
  return id === lastDelivered ? 'delivered' : null;
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
    let topBefore = element.scrollTop;
    const remember = () => {
      const { scrollHeight, scrollTop, clientHeight } = element;
      const isNearEnd = scrollHeight - scrollTop - clientHeight < NEAR_END;
      // More may have come since we scrolled down ourselves: only who scrolls up reads further up.
      if (isNearEnd) isAtEnd.current = true;
      else if (scrollTop < topBefore) isAtEnd.current = false;
      topBefore = scrollTop;
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

function SaidItem({ said, mark }: { said: Said; mark: 'seen' | 'delivered' | null }) {
  const isOwnSide = said.author.role === 'operator';
  return (
    <li class={`said ${isOwnSide ? 'ours' : 'theirs'} ${said.body.kind}`}>
      <p class="small muted by">
        {isOwnSide ? said.authorName || t('operator') : t('visitor')} ·{' '}
        <time>{clockTime(said.at)}</time>
        {said.body.kind === 'note' && ` · ${t('onlyOperators')}`}
      </p>
      <SaidBody body={said.body} />
      {mark && <p class="small muted">{t(mark)}</p>}
    </li>
  );
}

function SaidBody({ body }: { body: Said['body'] }) {
  if (body.kind !== 'form')
    return (
      <p class="bubble" dir="auto">
        {asText(body.text)}
      </p>
    );
  const { name, email, message } = body.answers;
  return (
    <div class="bubble">
      <dl>
        <dt>{t('name')}</dt>
        <dd>{asText(name)}</dd>
        <dt>{t('email')}</dt>
        <dd>{asText(email)}</dd>
      </dl>
      <p dir="auto">{asText(message)}</p>
    </div>
  );
}

function StepItem({ step }: { step: Step }) {
  return (
    <li class="step small muted">
      {stepWords(step)} · <time>{clockTime(step.at)}</time>
    </li>
  );
}

function stepWords({ body }: Step): string {
  switch (body.kind) {
    case 'queued':
      return t(body.offline ? 'step-offline' : 'step-queued');
    case 'assigned':
      return t('step-assigned', { name: asText(body.operator.name) });
    case 'joined':
      return t('step-joined', { name: asText(body.operator.name) });
    case 'closed':
      return t('step-closed');
    case 'reopened':
      return t('step-reopened');
  }
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
