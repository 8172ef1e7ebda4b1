import type { TargetedFocusEvent } from 'preact';
import { useEffect, useId, useRef, useState } from 'preact/hooks';
import type { OperatorClient } from '../../client/index.ts';
import type { ChatId } from '../../protocol/index.ts';
import { countCodePoints, LIMITS, quotationOf } from '../../protocol/index.ts';
import { useCommands } from '../commands/index.ts';
import { UploadRows, type Uploads } from '../files/index.ts';
import { useReplies } from '../replies/index.ts';
import { t, tooLong } from '../text/index.ts';
import { Icon } from '../ui/index.ts';
import { Attach } from './attach.tsx';
import { isNoteDraft, keepDraft, readDraft } from './drafts.ts';
import { EmojiButton } from './emoji/index.ts';
import { isToWriteIn } from './write-next.ts';
import './composer.css';

type Mode = 'message' | 'note';

/** A text to answer with a quotation of it; a new object each time, so that the same one can be quoted again. */
export interface Quoted {
  readonly text: string;
}

interface ComposerProps {
  readonly id: ChatId;
  readonly client: OperatorClient;
  readonly isClosed: boolean;
  /** Whether this operator answers the chat. */
  readonly isOwn: boolean;
  /** The colleague who answers this chat; empty where nobody else does. */
  readonly other: string;
  /** Does what takes the chat over by something else than the button, after a question. */
  readonly takeOver: (act: () => void) => void;
  readonly quoted: Quoted | null;
  readonly uploads: Uploads;
  readonly onSend: () => void;
}

/** Where an operator writes: a message to the visitor, or a note to colleagues. */
export function Composer(props: ComposerProps) {
  const { id, client, isClosed, isOwn, other, quoted, uploads, onSend } = props;
  const [text, setText] = useState(() => readDraft(id));
  const input = useRef<HTMLTextAreaElement>(null);
  const { staysIn, pressProps } = useStaysIn();
  const { kind, setChosen, pin } = useKind(isNoteDraft(id), isClosed || other !== '');
  const over = countCodePoints(text) - LIMITS.textCodePoints;
  const isHeld = isClosed && kind === 'message';
  const takesOver = kind === 'message' && other !== '' && !isClosed;
  const hint = useId();
  useWritingCommands({
    mayWrite: () => !isClosed && !(kind === 'note' && text !== ''),
    begin,
  });
  useWhenTaken(isOwn, () => input.current?.focus());
  useEffect(() => {
    if (isToWriteIn(id)) input.current?.focus();
  }, [id]);
  useEffect(() => {
    if (!quoted) return;
    change(quotationOf(quoted.text) + text);
    input.current?.focus();
  }, [quoted]);

  /** Whoever chooses what to write goes on writing. */
  function begin(mode: Mode) {
    setChosen(mode);
    keepDraft(id, text, mode === 'note');
    input.current?.focus();
  }

  function change(next: string) {
    setText(next);
    keepDraft(id, next, kind === 'note');
    if (kind === 'message' && next !== '' && !isHeld) client.typing(id);
  }

  /** In the place of what is selected, and goes on behind it. */
  function insert(emoji: string) {
    if (!input.current) return;
    const { selectionStart, selectionEnd } = input.current;
    input.current.setRangeText(emoji, selectionStart, selectionEnd, 'end');
    change(input.current.value);
    input.current.focus();
  }

  const replies = useReplies({
    id,
    client,
    input,
    text,
    change,
    isNote: kind === 'note',
    takeOver: props.takeOver,
    addToDraft: (added) => keepDraft(id, [readDraft(id), added].filter(Boolean).join('\n')),
  });
  const isEmpty = text.trim() === '';
  const maySend = over <= 0 && (!isEmpty || replies.hasFiles) && !isHeld;

  function send() {
    if (!maySend) return;
    if (!isEmpty) client.send(id, { kind, text });
    replies.onSent();
    onSend();
    change('');
  }

  return (
    <form
      class={`composer ${kind}`}
      {...pressProps}
      onSubmit={(event) => {
        event.preventDefault();
        send();
      }}
    >
      <fieldset class="modes">
        <legend class="hidden">{t('whatToWrite')}</legend>
        {(['message', 'note'] as const).map((name) => (
          <label key={name}>
            <input
              type="radio"
              name="mode"
              class="hidden"
              checked={kind === name}
              disabled={isClosed && name === 'message' && !isHeld}
              // Also the one that is chosen already.
              onClick={() => begin(name)}
            />
            {t(`mode-${name}`)}
          </label>
        ))}
        <span id={hint} class={takesOver ? 'small takes-over' : 'small muted'}>
          {hintFor(kind, isClosed, takesOver ? other : '')}
        </span>
      </fieldset>
      {isHeld && (
        <Held onReopen={() => client.send(id, { kind: 'reopened' })} onNote={() => begin('note')} />
      )}
      <UploadRows uploads={uploads} limit={client.getState().fileBytes} />
      {replies.above}
      {replies.menu}
      <div class="row writing">
        {kind === 'message' && !isHeld && (
          <Attach uploads={uploads} limit={client.getState().fileBytes} />
        )}
        <button
          type="button"
          class="quiet"
          aria-label={t('openReplies')}
          title={t('openReplies')}
          aria-expanded={replies.isOpen}
          onClick={replies.open}
        >
          <Icon name="replies" />
        </button>
        <EmojiButton onPick={insert} />
        <textarea
          ref={input}
          rows={2}
          value={text}
          aria-label={t(`write-${kind}`)}
          aria-describedby={hint}
          {...replies.inputProps}
          onInput={({ currentTarget }) => {
            change(currentTarget.value);
            replies.follow();
          }}
          // Under the cursor it stays what it is, whatever happens to the chat.
          onFocus={pin}
          onBlur={(event) => text === '' && !staysIn(event) && setChosen(null)}
          onKeyDown={(event) => {
            if (replies.onKey(event)) return;
            if (event.key === 'Escape') event.currentTarget.blur();
            if (event.key !== 'Enter' || event.shiftKey || event.isComposing) return;
            event.preventDefault();
            send();
          }}
        />
        <button type="submit" disabled={!maySend}>
          <Icon name="send" />
          <span>{t(takesOver ? 'takeOverAndSend' : 'send')}</span>
        </button>
      </div>
      {over > 0 && (
        <p class="small over" role="alert">
          {tooLong(over, LIMITS.textCodePoints)}
        </p>
      )}
    </form>
  );
}

/**
 * Whoever takes a chat by a button, which is gone then and the focus with it, goes on writing in it: what they write must not go to
 * the shortcuts, one of which closes the chat.
 */
function useWhenTaken(isOwn: boolean, write: () => void) {
  const wasOwn = useRef(isOwn);
  useEffect(() => {
    if (isOwn && !wasOwn.current && document.activeElement === document.body) write();
    wasOwn.current = isOwn;
  }, [isOwn]);
}

/** A message, or a note where a message would be out of place; what the operator chose or writes stays as it is. */
function useKind(isNoteBegun: boolean, isNoteNearer: boolean) {
  const [chosen, setChosen] = useState<Mode | null>(isNoteBegun ? 'note' : null);
  const nearer: Mode = isNoteNearer ? 'note' : 'message';
  return {
    kind: chosen ?? nearer,
    setChosen,
    /** From now on it is what it is now. */
    pin: () => setChosen((now) => now ?? nearer),
  };
}

/** Whether the focus leaves the field for something else of its form: what was chosen holds for that, such as a file to attach. */
function useStaysIn() {
  // Some browsers give a button that is clicked no focus.
  const isPressed = useRef(false);
  const press = (next: boolean) => () => {
    isPressed.current = next;
  };
  return {
    staysIn: ({ currentTarget, relatedTarget }: TargetedFocusEvent<HTMLTextAreaElement>) =>
      isPressed.current ||
      (relatedTarget instanceof Node && currentTarget.form?.contains(relatedTarget) === true),
    pressProps: {
      onPointerDown: press(true),
      onPointerUp: press(false),
      onPointerCancel: press(false),
    },
  };
}

/** `other` is whom a message takes the chat from. */
function hintFor(kind: Mode, isClosed: boolean, other: string): string {
  if (isClosed && kind === 'note') return t('closedHint');
  return other === '' ? t(`hint-${kind}`) : t('takesOver', { name: other });
}

/** The chat was closed while a message to the visitor was written. */
function Held({ onReopen, onNote }: { onReopen: () => void; onNote: () => void }) {
  return (
    <div class="held row" role="status">
      <p class="small">{t('closedMeanwhile')}</p>
      <button type="button" class="quiet" onClick={onReopen}>
        {t('reopen')}
      </button>
      <button type="button" class="quiet" onClick={onNote}>
        {t('makeNote')}
      </button>
    </div>
  );
}

interface Writing {
  /** Whether a message may be begun: what was begun as a note never becomes one by a key. */
  readonly mayWrite: () => boolean;
  readonly begin: (mode: Mode) => void;
}

/** r goes to the message, n to the note. */
function useWritingCommands({ mayWrite, begin }: Writing): void {
  useCommands(
    [
      {
        id: 'chat.write',
        words: t('key-write'),
        keys: 'r',
        isAvailable: mayWrite,
        run: () => begin('message'),
      },
      { id: 'chat.note', words: t('key-note'), keys: 'n', run: () => begin('note') },
    ],
    'chat',
  );
}
