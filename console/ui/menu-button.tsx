import type { ComponentChildren } from 'preact';
import { useEffect, useRef, useState } from 'preact/hooks';
import { Icon } from './icons.tsx';
import { nextOption } from './use-options.ts';
import './menu-button.css';

/** What stands in a menu. */
export interface MenuItem {
  readonly id: string;
  readonly words: string;
  /** Beside the words, such as its key. */
  readonly aside?: ComponentChildren;
  readonly run: () => void;
}

/** A button with three dots that opens a menu: arrows, Home and End walk, Escape goes back to the button (ARIA, menu button). */
export function MenuButton({ label, items }: { label: string; items: readonly MenuItem[] }) {
  const [isOpen, setOpen] = useState(false);
  const button = useRef<HTMLButtonElement>(null);
  return (
    <div
      class="menu-button"
      onFocusOut={({ currentTarget, relatedTarget }) => {
        if (relatedTarget instanceof Node && currentTarget.contains(relatedTarget)) return;
        setOpen(false);
      }}
    >
      <button
        ref={button}
        type="button"
        class="quiet"
        aria-label={label}
        title={label}
        aria-haspopup="menu"
        aria-expanded={isOpen}
        onClick={() => setOpen(!isOpen)}
        onKeyDown={(event) => {
          if (event.key !== 'ArrowDown') return;
          event.preventDefault();
          setOpen(true);
        }}
      >
        <Icon name="more" />
      </button>
      {isOpen && (
        <Menu
          label={label}
          items={items}
          onClose={() => {
            setOpen(false);
            button.current?.focus();
          }}
        />
      )}
    </div>
  );
}

function Menu({
  label,
  items,
  onClose,
}: {
  label: string;
  items: readonly MenuItem[];
  onClose: () => void;
}) {
  const menu = useRef<HTMLDivElement>(null);
  const buttons = () => [...(menu.current?.querySelectorAll('button') ?? [])];
  useEffect(() => buttons()[0]?.focus(), []);

  function onKeyDown(event: KeyboardEvent) {
    // A menu that is open has the keys: none of the screen's acts meanwhile.
    if (!event.ctrlKey && !event.metaKey) event.stopPropagation();
    if (event.key === 'Escape') return onClose();
    const all = buttons();
    const at = all.findIndex((one) => one.contains(document.activeElement));
    const next = nextOption(event.key, at, all.length);
    if (next === undefined) return undefined;
    event.preventDefault();
    return all[next]?.focus();
  }

  return (
    <div ref={menu} role="menu" tabIndex={-1} aria-label={label} onKeyDown={onKeyDown}>
      {items.map(({ id, words, aside, run }) => (
        <button
          key={id}
          type="button"
          role="menuitem"
          tabIndex={-1}
          onClick={() => {
            onClose();
            run();
          }}
        >
          <span>{words}</span>
          {aside}
        </button>
      ))}
    </div>
  );
}
