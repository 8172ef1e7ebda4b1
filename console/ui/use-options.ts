import { useState } from 'preact/hooks';

/** A list of options that is walked through from an input, which keeps the focus (ARIA's combobox pattern). */
export interface Options {
  /** Which option is the active one; -1 where there is none. */
  readonly active: number;
  readonly setActive: (index: number) => void;
  /** For the keydown of the input; gives back whether the key was for the list, and then it is used up. */
  onKey(event: KeyboardEvent): boolean;
}

export interface OptionsWishes {
  /** How many there are. */
  readonly count: number;
  /** What each is known by, where they may be ordered anew meanwhile: the active one stays. Default: its place. */
  readonly keys?: readonly string[];
  /** Begins again with the first one when this changes. */
  readonly of: string;
  readonly onChoose: (index: number) => void;
  readonly onClose: () => void;
  /** The input is a text that the choice goes into: Tab chooses too, and Home and End are the text's. Default: false. */
  readonly isInText?: boolean;
}

/** Arrows, Home and End walk, Enter chooses, Escape closes. */
export function useOptions(wishes: OptionsWishes): Options {
  const { count, keys, of, onChoose, onClose, isInText } = wishes;
  // With what it was chosen among, and not reset by an effect: that would come after a key pressed at once.
  const [kept, setChosen] = useState({ index: 0, key: keys?.[0], of });
  const chosen = kept.of === of ? kept : { index: 0, key: keys?.[0], of };
  if (chosen !== kept) setChosen(chosen);
  const place = keys && chosen.key !== undefined ? keys.indexOf(chosen.key) : -1;
  const active = Math.min(place < 0 ? chosen.index : place, count - 1);
  const setActive = (index: number) => setChosen({ index, key: keys?.[index], of });

  function act(key: string): boolean {
    const next = isInText && /^(Home|End)$/.test(key) ? undefined : nextOption(key, active, count);
    if (next !== undefined) setActive(next);
    else if (key === 'Escape') onClose();
    else if (active >= 0 && (key === 'Enter' || (isInText && key === 'Tab'))) onChoose(active);
    else return false;
    return true;
  }

  return {
    active,
    setActive,
    onKey(event) {
      const isPlain = !event.ctrlKey && !event.metaKey && !event.altKey && !event.shiftKey;
      if (!isPlain || event.isComposing || !act(event.key)) return false;
      event.preventDefault();
      // Keys of the screen behind, such as Escape, are not for it.
      event.stopPropagation();
      return true;
    },
  };
}

/** Where a key leads to; undefined for keys that walk nowhere. Pure. */
export function nextOption(key: string, active: number, count: number): number | undefined {
  if (count === 0) return undefined;
  switch (key) {
    case 'ArrowDown':
      return (active + 1) % count;
    case 'ArrowUp':
      return (active - 1 + count) % count;
    case 'Home':
      return 0;
    case 'End':
      return count - 1;
    default:
      return undefined;
  }
}
