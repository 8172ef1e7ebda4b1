import { useRef, useState } from 'preact/hooks';
import { lazyPart } from '../lazy-part.tsx';
import type { PanelProps } from '../model.ts';

/** What was said is loaded as soon as the list is drawn: it is there before the relay has answered. */
const Conversation = lazyPart(() =>
  import('./conversation.tsx').then(({ Conversation: View, messagesCss: css }) => ({ View, css })),
);

/** After a failure the conversation is asked for again in so many milliseconds. */
const RETRY_MS = 3_000;

interface ListProps extends PanelProps {
  /** The visitor wants to answer with this quotation. */
  readonly onQuote: (quotation: string) => void;
}

/** The list of messages, which greets whoever has none yet. New messages are read out. */
export function MessageList({ model, actions, onQuote }: ListProps) {
  const { words } = model;
  const list = useRef<HTMLDivElement>(null);
  const [attempt, setAttempt] = useState(0);
  return (
    <div class="conversation">
      <div
        class="list"
        role="log"
        aria-label={words.say('messages')}
        // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard
        tabIndex={0}
        ref={list}
      >
        <p class="welcome">{words.say('welcome')}</p>
        <Conversation
          key={attempt}
          model={model}
          actions={actions}
          list={list}
          onQuote={onQuote}
          onFailed={() => setTimeout(() => setAttempt(attempt + 1), RETRY_MS)}
        />
      </div>
    </div>
  );
}
