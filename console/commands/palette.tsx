import { useId, useRef, useState } from 'preact/hooks';
import { t } from '../text/index.ts';
import { activeOption, OptionList, useModal, useOptions } from '../ui/index.ts';
import { findCommands } from './find-commands.ts';
import { KeyCaps } from './key-caps.tsx';
import { noteUse, recentCommands } from './recent.ts';
import { availableCommands, type Command } from './registry.ts';
import './palette.css';

/** More than anybody reads; whoever wants another one writes more. */
const MOST_SHOWN = 50;

/** Finds a command by its words and runs it. As it closes, the focus goes back to where it was; then the command is run. */
export function Palette({ onClose }: { onClose: () => void }) {
  const dialog = useRef<HTMLDialogElement>(null);
  const id = useId();
  const [text, setText] = useState('');
  // As it is when the palette opens: what is under the cursor must not change by what happens meanwhile.
  const [offer] = useState(() => ({ commands: availableCommands(), recent: recentCommands() }));
  const found = findCommands(text, offer.commands, offer.recent).slice(0, MOST_SHOWN);
  const closeDialog = useModal(dialog);

  /** At once, not with the event that follows: the next key may open it again before that. */
  function close() {
    closeDialog();
    onClose();
  }

  function run(command: Command | undefined) {
    if (!command) return;
    noteUse(command.id);
    close();
    // It may have become impossible while the palette was open.
    if (command.isAvailable?.() ?? true) command.run();
  }

  const options = useOptions({
    count: found.length,
    of: text,
    onChoose: (index) => run(found[index]),
    onClose: close,
  });

  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: Escape closes it, as every dialog
    <dialog
      ref={dialog}
      class="palette"
      aria-label={t('commands')}
      onClose={() => dialog.current && onClose()}
      onClick={({ target }) => target === dialog.current && close()}
    >
      <div class="palette-box">
        <input
          type="text"
          role="combobox"
          aria-expanded="true"
          aria-controls={id}
          aria-autocomplete="list"
          aria-activedescendant={activeOption(id, options)}
          aria-label={t('commandsSearch')}
          placeholder={t('commandsSearch')}
          autocomplete="off"
          spellcheck={false}
          value={text}
          onInput={({ currentTarget }) => setText(currentTarget.value)}
          onKeyDown={options.onKey}
        />
        <OptionList
          id={id}
          label={t('commands')}
          items={found}
          options={options}
          keyOf={(command) => command.id}
          onChoose={run}
        >
          {(command) => (
            <>
              <span class="words" dir="auto">
                {command.words}
              </span>
              {text === '' && offer.recent.includes(command.id) && (
                <span class="small muted">{t('commandRecent')}</span>
              )}
              {command.keys && <KeyCaps keys={command.keys} />}
            </>
          )}
        </OptionList>
        <p class={found.length > 0 ? 'hidden' : 'muted none'} role="status">
          {found.length > 0
            ? t('commandsFound', { count: found.length })
            : t('commandsNone', { text })}
        </p>
      </div>
    </dialog>
  );
}
