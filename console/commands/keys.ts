import { useEffect } from 'preact/hooks';
import { matchKeyBindingPress, parseKeybinding } from 'tinykeys';
import { availableCommands } from './registry.ts';

/** Whether this press is meant by a command's `keys`. Which keys give `?` or `/` is the layout's business. */
export function isPressed(event: KeyboardEvent, keys: string): boolean {
  const [press] = parseKeybinding(keys);
  if (!press || event.isComposing) return false;
  const [held, key] = press;
  return (
    matchKeyBindingPress(event, press) ||
    (isSign(keys) && matchKeyBindingPress(event, [[...held, 'Shift'], key]))
  );
}

/** A key that is no letter, and has no name. */
function isSign(keys: string): boolean {
  return keys.length === 1 && keys.toUpperCase() === keys.toLowerCase();
}

const NAMES: Readonly<Record<string, string>> = { Escape: 'Esc', $mod: 'Ctrl' };

/** A command's keys as they stand on a keyboard, one after another. Pure. */
export function keyNames(keys: string, isMac: boolean): string[] {
  return keys.split('+').map((key) => {
    if (key === '$mod' && isMac) return '⌘';
    return NAMES[key] ?? (keys.includes('+') ? key.replace(/^Digit/, '').toUpperCase() : key);
  });
}

/** Whether keys go into a field, where they are letters. */
function isWriting({ target }: KeyboardEvent): boolean {
  return (
    target instanceof HTMLElement && target.matches('input:not([type=radio]), textarea, select')
  );
}

/**
 * Whether a letter or sign goes to something of a form, where whoever means to write may be one step beside the field (WCAG 2.1.4).
 * Keys with a name, such as Escape, are none.
 */
function isBesideField({ target, key }: KeyboardEvent): boolean {
  return key.length === 1 && target instanceof HTMLElement && target.matches('input, form button');
}

/** Runs commands by their keys: while a dialog is open none, while somebody writes those with Ctrl or ⌘ alone. */
export function useCommandKeys(): void {
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (event.defaultPrevented || document.querySelector('dialog[open]')) return;
      const isHeld = event.ctrlKey || event.metaKey;
      if (!isHeld && (isWriting(event) || isBesideField(event))) return;
      const command = availableCommands().find(({ keys }) => keys && isPressed(event, keys));
      if (!command) return;
      event.preventDefault();
      command.run();
    };
    window.addEventListener('keydown', onKey);
    return () => window.removeEventListener('keydown', onKey);
  }, []);
}
