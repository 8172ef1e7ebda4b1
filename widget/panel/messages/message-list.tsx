import { useEffect, useLayoutEffect, useRef, useState } from 'preact/hooks';
import { Icon } from '../icon.tsx';
import type { PanelProps } from '../model.ts';
import { asText, groupMessages, type Row } from './group-messages.ts';
import { MessageGroup } from './message-group.tsx';
import { StepLine } from './step-line.tsx';
import { TypingIndicator } from './typing-indicator.tsx';

/** Nearer to the end than this, in pixels, the list follows new messages. */
const NEAR_END = 80;

/** The conversation. New messages are read out; the list stays at its end unless the visitor scrolled up. */
export function MessageList({ model, actions }: PanelProps) {
  const { visitor, words, isOpen } = model;
  const list = useRef<HTMLDivElement>(null);
  const [isAtEnd, setAtEnd] = useState(true);
  const rows = groupMessages(visitor);
  const lastOwn = rows.findLast((row) => row.type === 'group' && row.isOwn)?.key;
  const toEnd = () => list.current?.scrollTo({ top: list.current.scrollHeight });

  function onScroll(): void {
    const { scrollHeight = 0, scrollTop = 0, clientHeight = 0 } = list.current ?? {};
    setAtEnd(scrollHeight - scrollTop - clientHeight < NEAR_END);
  }

  useLayoutEffect(() => {
    if (isAtEnd) toEnd();
  }, [visitor, isOpen, isAtEnd]);
  // What the visitor wrote themselves is always shown.
  useLayoutEffect(() => void toEnd(), [visitor.pending.length]);
  // A notice or the keyboard took room: the end stays in sight.
  useEffect(() => {
    if (!isAtEnd || !list.current) return undefined;
    const observer = new ResizeObserver(toEnd);
    observer.observe(list.current);
    return () => observer.disconnect();
  }, [isAtEnd]);

  return (
    <div class="conversation">
      <div
        class="list"
        role="log"
        aria-label={words.say('messages')}
        // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard
        tabIndex={0}
        ref={list}
        onScroll={onScroll}
      >
        <p class="welcome">{asText(model.welcome) || words.say('welcome')}</p>
        {rows.map((row) => (
          <RowView
            key={row.key}
            row={row}
            model={model}
            actions={actions}
            showsDelivery={row.key === lastOwn}
          />
        ))}
        {visitor.typing && <TypingIndicator model={model} />}
      </div>
      {!isAtEnd && (
        <button type="button" class="latest" aria-label={words.say('toLatest')} onClick={toEnd}>
          <Icon name="down" />
        </button>
      )}
    </div>
  );
}

interface RowProps extends PanelProps {
  readonly row: Row;
  /** Only the visitor's last group says how far it got. */
  readonly showsDelivery: boolean;
}

function RowView({ row, model, actions, showsDelivery }: RowProps) {
  const { words } = model;
  switch (row.type) {
    case 'day':
      return <p class="day">{words.day(row.at, Date.now())}</p>;
    case 'step':
      return <StepLine step={row.step} words={words} />;
    case 'group':
      return (
        <MessageGroup group={row} words={words} actions={actions} showsDelivery={showsDelivery} />
      );
  }
}
