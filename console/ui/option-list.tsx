import type { ComponentChildren } from 'preact';
import { useEffect, useRef } from 'preact/hooks';
import type { Options } from './use-options.ts';
import './option-list.css';

/** What the input of a list says of itself: which option is the active one. */
export function activeOption(id: string, { active }: Pick<Options, 'active'>): string | undefined {
  return active < 0 ? undefined : `${id}-${active}`;
}

/** A list of options that is walked through from an input (useOptions); the input names it by `id` in its aria-controls. */
export function OptionList<Item>({
  id,
  label,
  items,
  options,
  keyOf,
  isSelected,
  onChoose,
  children,
}: {
  id: string;
  label: string;
  items: readonly Item[];
  options: Options;
  keyOf: (item: Item) => string;
  /** Given where several may be selected. Default: the active one is. */
  isSelected?: (item: Item) => boolean;
  onChoose: (item: Item) => void;
  children: (item: Item) => ComponentChildren;
}) {
  const list = useRef<HTMLDivElement>(null);
  useEffect(() => {
    list.current?.children[options.active]?.scrollIntoView({ block: 'nearest' });
  }, [options.active]);
  return (
    <div
      ref={list}
      id={id}
      class="options"
      role="listbox"
      tabIndex={-1}
      aria-label={label}
      aria-multiselectable={isSelected ? 'true' : undefined}
    >
      {items.map((item, index) => (
        // biome-ignore lint/a11y/useKeyWithClickEvents: the input that the list belongs to has the keys (ARIA, combobox pattern)
        <div
          key={keyOf(item)}
          id={`${id}-${index}`}
          role="option"
          tabIndex={-1}
          aria-selected={isSelected ? isSelected(item) : index === options.active}
          data-active={index === options.active}
          // The input keeps the focus.
          onPointerDown={(event) => event.preventDefault()}
          onClick={() => onChoose(item)}
        >
          {children(item)}
        </div>
      ))}
    </div>
  );
}
