import { useRef, useState } from 'preact/hooks';
import { t } from '../../text/index.ts';
import { Icon } from '../../ui/index.ts';
import { EmojiPicker } from './emoji-picker.tsx';

/** Opens the emoji to choose from, and closes them where the focus goes on to something else. */
export function EmojiButton({ onPick }: { onPick: (emoji: string) => void }) {
  const [isOpen, setOpen] = useState(false);
  const button = useRef<HTMLButtonElement>(null);
  return (
    <div
      class="emoji"
      onFocusOut={({ currentTarget, relatedTarget }) => {
        if (!(relatedTarget instanceof Node) || currentTarget.contains(relatedTarget)) return;
        setOpen(false);
      }}
    >
      <button
        ref={button}
        type="button"
        class="quiet"
        aria-label={t('emoji')}
        title={t('emoji')}
        aria-expanded={isOpen}
        onClick={() => setOpen(!isOpen)}
      >
        <Icon name="emoji" />
      </button>
      {isOpen && (
        <EmojiPicker
          onPick={(emoji) => {
            setOpen(false);
            onPick(emoji);
          }}
          onClose={() => {
            setOpen(false);
            button.current?.focus();
          }}
        />
      )}
    </div>
  );
}
