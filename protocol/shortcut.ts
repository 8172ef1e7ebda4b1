import { shortcutChars } from './limits.ts';

/**
 * A canned response's shortcut as it is kept, in small letters; null where it is none: letters, digits and dashes. Pure.
 * @public
 */
export function readShortcut(text: string): string | null {
  if (text.length > shortcutChars || !/^[\p{L}\p{M}\p{N}-]+$/u.test(text)) return null;
  return text.normalize('NFC').toLowerCase();
}
