import type { ComponentChildren } from 'preact';
import { useId, useRef, useState } from 'preact/hooks';
import './tabs.css';

/** One of several things in the same place. */
interface Tab {
  readonly name: string;
  readonly words: string;
}

/** Tabs, and beneath them what the chosen one stands for; arrow keys, Home and End go from one to the next (ARIA APG, Tabs). */
export function Tabs({
  label,
  tabs,
  children,
}: {
  label: string;
  tabs: readonly Tab[];
  children: (name: string) => ComponentChildren;
}) {
  const id = useId();
  const list = useRef<HTMLDivElement>(null);
  const [chosen, setChosen] = useState(tabs[0]?.name ?? '');

  function step(event: KeyboardEvent): void {
    const place = tabs.findIndex(({ name }) => name === chosen);
    const next = tabs[placeAfter(event, place, tabs.length)];
    if (!next) return;
    event.preventDefault();
    setChosen(next.name);
    list.current?.querySelector<HTMLElement>(`[data-name="${next.name}"]`)?.focus();
  }

  return (
    <div class="tabs">
      <div ref={list} role="tablist" aria-label={label} onKeyDown={step}>
        {tabs.map(({ name, words }) => (
          <button
            key={name}
            type="button"
            role="tab"
            id={`${id}-${name}`}
            data-name={name}
            aria-selected={name === chosen}
            aria-controls={`${id}-panel`}
            tabIndex={name === chosen ? 0 : -1}
            onClick={() => setChosen(name)}
          >
            {words}
          </button>
        ))}
      </div>
      <div role="tabpanel" id={`${id}-panel`} aria-labelledby={`${id}-${chosen}`} class="stack">
        {children(chosen)}
      </div>
    </div>
  );
}

/** Where a key leads, or nowhere. In writing from right to left the arrows go as they point. */
function placeAfter({ key, currentTarget }: KeyboardEvent, place: number, count: number): number {
  const isRtl = currentTarget instanceof Element && currentTarget.matches(':dir(rtl)');
  const forward = isRtl ? 'ArrowLeft' : 'ArrowRight';
  const back = isRtl ? 'ArrowRight' : 'ArrowLeft';
  switch (key) {
    case forward:
      return (place + 1) % count;
    case back:
      return (place + count - 1) % count;
    case 'Home':
      return 0;
    case 'End':
      return count - 1;
    default:
      return -1;
  }
}
