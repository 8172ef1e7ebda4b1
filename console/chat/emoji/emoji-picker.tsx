import { useEffect, useRef, useState } from 'preact/hooks';
import { findEmoji, moveInGrid, rowsOf } from '../../../client/later.ts';
import { t } from '../../text/index.ts';
import './emoji.css';

const COLUMNS = 8;

interface PickerProps {
  readonly onPick: (emoji: string) => void;
  readonly onClose: () => void;
}

/** Emoji to choose from, by a search in English words or by the arrow keys; Escape closes it. */
export function EmojiPicker({ onPick, onClose }: PickerProps) {
  const frame = useRef<HTMLDivElement>(null);
  const [search, setSearch] = useState('');
  const [reached, setReached] = useState(0);
  const found = findEmoji(search);

  useEffect(() => frame.current?.querySelector('input')?.focus(), []);

  function reach(cell: number): void {
    setReached(cell);
    frame.current?.querySelectorAll<HTMLElement>('td button')[cell]?.focus();
  }

  function onKeyDown(event: KeyboardEvent): void {
    // While it is open the keys are its own, not the screen's.
    if (!event.ctrlKey && !event.metaKey) event.stopPropagation();
    if (event.key === 'Escape') onClose();
    else if (event.target instanceof HTMLInputElement) onSearchKey(event);
    else onGridKey(event);
  }

  function onSearchKey(event: KeyboardEvent): void {
    if (event.key === 'ArrowDown') {
      event.preventDefault();
      reach(0);
    } else if (event.key === 'Enter' && !event.isComposing) {
      // Not the form's: the message is not to be sent.
      event.preventDefault();
      if (found[0]) onPick(found[0]);
    }
  }

  function onGridKey(event: KeyboardEvent): void {
    const direction = document.dir === 'rtl' ? 'rtl' : 'ltr';
    const cell = moveInGrid(
      { count: found.length, columns: COLUMNS, direction },
      reached,
      event.key,
    );
    if (cell === undefined) return;
    event.preventDefault();
    reach(cell);
  }

  return (
    <div
      class="emoji-picker"
      role="dialog"
      aria-label={t('emoji')}
      ref={frame}
      onKeyDown={onKeyDown}
    >
      <input
        type="search"
        value={search}
        aria-label={t('emojiSearch')}
        placeholder={t('emojiSearch')}
        autocomplete="off"
        onInput={({ currentTarget }) => {
          setSearch(currentTarget.value);
          setReached(0);
        }}
      />
      <p class="small muted" role="status">
        {found.length === 0 && t('emojiNone')}
      </p>
      <div class="emoji-cells">
        {/* biome-ignore lint/a11y/noNoninteractiveElementToInteractiveRole: a table to move and choose in is a grid (ARIA in HTML) */}
        <table role="grid" aria-label={t('emoji')}>
          <tbody>
            {rowsOf(found, COLUMNS).map((row, nthRow) => (
              <tr key={row[0]}>
                {row.map((emoji, nthCell) => {
                  const cell = nthRow * COLUMNS + nthCell;
                  return (
                    <td key={emoji}>
                      <button
                        type="button"
                        class="bare"
                        tabIndex={cell === reached ? 0 : -1}
                        onFocus={() => setReached(cell)}
                        onClick={() => onPick(emoji)}
                      >
                        {emoji}
                      </button>
                    </td>
                  );
                })}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </div>
  );
}
