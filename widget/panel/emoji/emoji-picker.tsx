import { useEffect, useRef, useState } from 'preact/hooks';
import { findEmoji, moveInGrid, rowsOf } from '../../../client/later.ts';
import type { PanelModel } from '../model.ts';

export { default as emojiCss } from './emoji.css?inline';

const COLUMNS = 8;

/** What the picker needs. */
export interface PickerProps {
  readonly model: PanelModel;
  readonly onPick: (emoji: string) => void;
  readonly onClose: () => void;
  readonly onFailed: () => void;
}

/** Emoji to choose from, by a search in English words or by the arrow keys; Escape closes it. */
export function EmojiPicker({ model, onPick, onClose }: PickerProps) {
  const { words } = model;
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
    const isInSearch = event.target instanceof HTMLInputElement;
    if (event.key === 'Escape') {
      // This Escape closes the emoji; the next one closes the panel.
      event.stopPropagation();
      onClose();
    } else if (isInSearch && event.key === 'Enter' && !event.isComposing) {
      // Not the form's: the message is not to be sent.
      event.preventDefault();
      if (found[0]) onPick(found[0]);
    } else if (isInSearch && event.key === 'ArrowDown') {
      event.preventDefault();
      reach(0);
    } else if (!isInSearch) {
      const grid = { count: found.length, columns: COLUMNS, direction: words.direction };
      const cell = moveInGrid(grid, reached, event.key);
      if (cell === undefined) return;
      event.preventDefault();
      reach(cell);
    }
  }

  function onFocusOut({ relatedTarget }: FocusEvent): void {
    const form = frame.current?.closest('form');
    // In the composer it is closed by the button that opened it, and by going on with the message.
    if (relatedTarget instanceof Node && !form?.contains(relatedTarget)) onClose();
  }

  return (
    <div
      class="picker"
      role="dialog"
      aria-label={words.say('emoji')}
      ref={frame}
      onKeyDown={onKeyDown}
      onFocusOut={onFocusOut}
    >
      <input
        type="search"
        value={search}
        aria-label={words.say('emojiSearch')}
        placeholder={words.say('emojiSearch')}
        autocomplete="off"
        onInput={({ currentTarget }) => {
          setSearch(currentTarget.value);
          setReached(0);
        }}
      />
      <p class="none" role="status">
        {found.length === 0 && words.say('emojiNone')}
      </p>
      <div class="cells">
        {/* biome-ignore lint/a11y/noNoninteractiveElementToInteractiveRole: a table to move and choose in is a grid (ARIA in HTML) */}
        <table role="grid" aria-label={words.say('emoji')}>
          <tbody>
            {rowsOf(found, COLUMNS).map((row, nthRow) => (
              <tr key={row[0]}>
                {row.map((emoji, nthCell) => {
                  const cell = nthRow * COLUMNS + nthCell;
                  return (
                    <td key={emoji}>
                      <button
                        type="button"
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
