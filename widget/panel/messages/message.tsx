import type { VNode } from 'preact';
import type { ChatFile, EventId } from '../../../protocol/index.ts';
import type { Translator } from '../../text/index.ts';
import { Icon, MENU } from '../icon/index.ts';
import { exactTime } from './exact-time.ts';
import type { Bubble } from './group-messages.ts';
import { isEmojiAlone } from './is-emoji-alone.ts';
import { MessageText } from './message-text.tsx';
import { MessageTools } from './message-tools.tsx';

/** Of all messages one can be reached by Tab, the others from it by the arrow keys; of that one the tools may be open. */
export interface OpenTools {
  readonly current: { readonly id: EventId; readonly isOpen: boolean } | null;
  /** The one that Tab reaches at first. */
  readonly last: EventId | undefined;
  readonly onCurrent: (current: OpenTools['current']) => void;
  readonly onQuote: (quotation: string) => void;
  readonly drawFile: (file: ChatFile) => VNode;
}

interface MessageProps {
  readonly bubble: Bubble;
  readonly words: Translator;
  readonly tools: OpenTools;
}

/** A message, and beside it the button that opens its tools. */
export function Message({ bubble, words, tools }: MessageProps) {
  const { id, at, text, file, delivery } = bubble;
  const { current, last, onCurrent } = tools;
  const isOpen = current?.id === id && current.isOpen;
  const isReached = id === (current?.id ?? last);
  const look = !file && isEmojiAlone(text) ? 'emoji' : '';
  // Written when it is asked for: thousands of exact times would make every drawing long.
  const sayWhen = ({ currentTarget }: { currentTarget: HTMLElement }) => {
    currentTarget.title = exactTime(words.local, at);
  };

  return (
    <>
      <div class="message">
        <div class={`bubble ${delivery?.name ?? ''} ${look}`} dir="auto" onPointerEnter={sayWhen}>
          {file ? tools.drawFile(file) : <MessageText text={text} />}
        </div>
        <button
          type="button"
          class="more"
          tabIndex={isReached ? 0 : -1}
          aria-label={words.say('messageOptions')}
          aria-expanded={isOpen}
          onPointerEnter={sayWhen}
          onFocus={(event) => {
            sayWhen(event);
            if (!isOpen) onCurrent({ id, isOpen: false });
          }}
          onClick={() => onCurrent({ id, isOpen: !isOpen })}
          onKeyDown={moveFocus}
        >
          <Icon shape={MENU} />
        </button>
      </div>
      {isOpen && (
        <MessageTools
          at={at}
          text={text}
          words={words}
          onQuote={tools.onQuote}
          onClose={() => onCurrent({ id, isOpen: false })}
        />
      )}
    </>
  );
}

/** Up and down lead to the message before and after. */
function moveFocus(event: KeyboardEvent & { currentTarget: HTMLElement }): void {
  const step = { ArrowUp: -1, ArrowDown: 1 }[event.key];
  if (step === undefined) return;
  event.preventDefault();
  const { currentTarget } = event;
  const all = [...(currentTarget.closest('.list')?.querySelectorAll<HTMLElement>('.more') ?? [])];
  all[all.indexOf(currentTarget) + step]?.focus();
}
