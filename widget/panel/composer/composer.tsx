import { useLayoutEffect, useRef, useState } from 'preact/hooks';
import { countCodePoints, LIMITS } from '../../../protocol/index.ts';
import { EmojiPicker } from '../emoji/index.ts';
import { Uploads } from '../files/index.tsx';
import { useFocusOfPredecessor } from '../focus.ts';
import { EMOJI, Icon, SEND } from '../icon/index.ts';
import { lazyPart } from '../lazy-part.tsx';
import type { PanelProps } from '../model.ts';

const CharactersLeft = lazyPart(() => import('./characters-left.tsx'));

/** From this many characters before the limit on, the rest is counted. */
const COUNT_FROM = 500;

interface ComposerProps extends PanelProps {
  readonly draft: string;
  readonly onDraft: (draft: string) => void;
}

/** Where the visitor writes: Enter sends, Shift and Enter makes a new line, and an input method's Enter is its own. */
export function Composer({ model, actions, draft, onDraft }: ComposerProps) {
  const { words } = model;
  const field = useRef<HTMLTextAreaElement>(null);
  const form = useRef<HTMLFormElement>(null);
  const left = LIMITS.textCodePoints - countCodePoints(draft);
  const mayBeSent = draft.trim() !== '' && left >= 0;

  const [isPicking, setPicking] = useState(false);
  useFocusOfPredecessor(form);
  useLayoutEffect(() => fitHeight(field.current), [draft, model.isOpen]);

  function send(): void {
    if (!mayBeSent) return;
    actions.send({ kind: 'message', text: draft.trim() });
    onDraft('');
    field.current?.focus();
  }

  function onKeyDown(event: KeyboardEvent): void {
    // Safari ends a composition before its keydown; 229 is what remains to tell it by.
    const isComposing = event.isComposing || event.keyCode === 229;
    if (event.key !== 'Enter' || event.shiftKey || isComposing) return;
    event.preventDefault();
    send();
  }

  function pick(emoji: string): void {
    setPicking(false);
    if (!field.current) return;
    const { selectionStart, selectionEnd } = field.current;
    field.current.setRangeText(emoji, selectionStart, selectionEnd, 'end');
    onDraft(field.current.value);
    field.current.focus();
  }

  function closePicker(): void {
    setPicking(false);
    field.current?.focus();
  }

  return (
    <form
      class="composer"
      tabIndex={-1}
      ref={form}
      onSubmit={(event) => {
        event.preventDefault();
        send();
      }}
    >
      <Uploads model={model} actions={actions} />
      <textarea
        ref={field}
        rows={1}
        value={draft}
        aria-label={words.say('composerLabel')}
        placeholder={words.say('composerHint')}
        aria-describedby="left"
        aria-invalid={left < 0}
        enterkeyhint="send"
        dir={draft ? 'auto' : undefined}
        onInput={({ currentTarget }) => {
          onDraft(currentTarget.value);
          // Where operators see what is written, the preview says both.
          if (currentTarget.value.trim() !== '' && !model.visitor.config?.typingPreview) {
            actions.typing();
          }
        }}
        onFocus={() => setPicking(false)}
        onKeyDown={onKeyDown}
      />
      <button
        type="button"
        class="tool"
        aria-label={words.say('emoji')}
        aria-expanded={isPicking}
        onClick={() => setPicking(!isPicking)}
      >
        <Icon shape={EMOJI} />
      </button>
      {isPicking && (
        <EmojiPicker model={model} onPick={pick} onClose={closePicker} onFailed={closePicker} />
      )}
      <button type="submit" class="tool send" aria-label={words.say('send')} disabled={!mayBeSent}>
        <Icon shape={SEND} />
      </button>
      <p class="left" id="left" role="status">
        {left < COUNT_FROM && <CharactersLeft model={model} left={left} />}
      </p>
    </form>
  );
}

/** The field grows with its text. Sizes come from an attribute, so that no inline style is written. */
function fitHeight(field: HTMLTextAreaElement | null): void {
  if (!field) return;
  field.rows = 1;
  const style = getComputedStyle(field);
  const lineHeight = Number.parseFloat(style.lineHeight) || 24;
  const padding = Number.parseFloat(style.paddingTop) + Number.parseFloat(style.paddingBottom);
  field.rows = Math.min(6, Math.max(1, Math.round((field.scrollHeight - padding) / lineHeight)));
}
