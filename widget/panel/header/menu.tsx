import { useEffect, useRef, useState } from 'preact/hooks';
import { Icon } from '../icon.tsx';
import type { PanelProps } from '../model.ts';

/** What the visitor may change at any time: whether this device remembers them. */
export function Menu({ model, actions }: PanelProps) {
  const { words, consent, isOpen } = model;
  const [isShown, setShown] = useState(false);
  const frame = useRef<HTMLDivElement>(null);
  const opener = useRef<HTMLButtonElement>(null);
  const isGranted = consent.name === 'granted';
  const label = words.say(isGranted ? 'forget' : 'remember');
  const hint = words.say(isGranted ? 'forgetHint' : 'rememberHint');

  function hide(): void {
    setShown(false);
    opener.current?.focus();
  }

  function decide(): void {
    actions.decide(isGranted ? 'denied' : 'granted', 'menu', `${label}. ${hint}`);
    hide();
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
        <Icon name="menu" />
      </button>
      <div class="options" id="options" hidden={!isShown}>
        <button type="button" class="option" onClick={decide}>
          <strong>{label}</strong>
          <span>{hint}</span>
        </button>
      </div>
    </div>
  );
}
