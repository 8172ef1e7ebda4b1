import { useLayoutEffect, useRef } from 'preact/hooks';

/**
 * Something an operator can do. To add some: hand them to `useCommands` in the component that can do them, with words from the
 * language files. They then stand in the command palette and, with `keys`, act by keyboard and stand in the list of keys.
 */
export interface Command {
  /** Stable and telling, such as `chat.close`: what was used lately is kept by it. */
  readonly id: string;
  /** As a button would say it, in the console's language. */
  readonly words: string;
  /**
   * One key as `KeyboardEvent.key` names it: `a`, `?`, `Escape`; before it `$mod+` (Ctrl, on a Mac ⌘) or `Shift+`. Only those
   * with `$mod+` act while somebody writes, and letters not while the focus is on anything of a form. A digit with Shift is another sign on each keyboard: `Shift+Digit1`.
   */
  readonly keys?: string;
  /** Stands in the palette only once somebody searches, such as one of hundreds of chats. Default: false. */
  readonly isOnlySearched?: boolean;
  /** Whether it can be done now, by this operator. What cannot is not offered, and its key does nothing. Default: it can. */
  readonly isAvailable?: () => boolean;
  readonly run: () => void;
}

/** What offers them: the nearer to what the operator has before them, the further to the front, and the sooner asked for a key. */
const LEVELS = ['chat', 'screen', 'frame'] as const;
type Level = (typeof LEVELS)[number];

/** Commands, or what makes them once somebody asks: of what there are hundreds, at each change would be too often. */
type Offered = readonly Command[] | (() => readonly Command[]);

interface Source {
  readonly level: Level;
  commands: Offered;
}

const sources: Source[] = [];

/** Offers these commands for as long as the component is there, each time as it drew itself last. */
export function useCommands(commands: Offered, level: Level = 'screen'): void {
  const source = useRef<Source>({ level, commands });
  source.current.commands = commands;
  // As soon as it is drawn: a key may be pressed before the browser has painted it.
  useLayoutEffect(() => {
    const own = source.current;
    sources.push(own);
    return () => void sources.splice(sources.indexOf(own), 1);
  }, []);
}

/** All commands that can be done now: those of the open chat first, then the screen's, then the frame's. */
export function availableCommands(): Command[] {
  return allCommands().filter(({ isAvailable }) => isAvailable?.() ?? true);
}

function allCommands(): Command[] {
  return LEVELS.flatMap((level) => sources.filter((source) => source.level === level)).flatMap(
    ({ commands }) => (typeof commands === 'function' ? commands() : commands),
  );
}

/** All commands with a key, also those that cannot be done now. */
export function commandsWithKeys(): (Command & { readonly keys: string })[] {
  return allCommands().flatMap((command) =>
    command.keys ? [{ ...command, keys: command.keys }] : [],
  );
}
