import { useEffect, useRef, useState } from 'preact/hooks';
import { Icon, MENU } from '../icon/index.ts';
import { lazyPart } from '../lazy-part.tsx';
import type { MenuProps } from '../model.ts';

const Options = lazyPart(() =>
  import('./options.tsx').then(({ Options: View, optionsCss: css }) => ({ View, css })),
);

/** The button that opens the menu, and the menu once it was opened. */
export function Menu({ model, actions, onAsk }: MenuProps) {
  const { words, isOpen } = model;
  const [isShown, setShown] = useState(false);
  const frame = useRef<HTMLDivElement>(null);
  const opener = useRef<HTMLButtonElement>(null);

  function hide(): void {
    setShown(false);
    opener.current?.focus();
  }

  function onKeyDown(event: KeyboardEvent): void {
    if (event.key !== 'Escape' || !isShown) return;
    // This Escape closes the menu; the next one closes the panel.
    event.stopPropagation();
    hide();
  }

  function onFocusOut({ relatedTarget }: FocusEvent): void {
    const isInside = relatedTarget instanceof Node && frame.current?.contains(relatedTarget);
    if (!isInside) setShown(false);
  }

  useEffect(() => {
    if (!isOpen) setShown(false);
  }, [isOpen]);

  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: it only hears the keys of the buttons in it
    <div class="menu" ref={frame} onKeyDown={onKeyDown} onFocusOut={onFocusOut}>
      <button
        type="button"
        class="tool"
        ref={opener}
        aria-label={words.say('menu')}
        aria-expanded={isShown}
        aria-controls="options"
        onClick={() => setShown(!isShown)}
      >
        <Icon shape={MENU} />
      </button>
      <div id="options" hidden={!isShown}>
        {isShown && (
          <Options model={model} actions={actions} onAsk={onAsk} onChosen={hide} onFailed={hide} />
        )}
      </div>
    </div>
  );
}
