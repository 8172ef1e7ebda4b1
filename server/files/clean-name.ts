import { LIMITS } from '../../protocol/index.ts';

/** Controls, marks that turn the direction or are not seen, and what file systems forbid. */
const NOT_SEEN = /[\p{Cc}\p{Cf}\p{Co}\u2028\u2029]/gu;
/** Joiners are not seen either, but letters and emoji need them. */
const JOINERS = /[\u200c\u200d]/;
/** For the ending that a name may yet be given. */
const ENDING_ROOM = 6;
const FORBIDDEN = /[<>:"|?*]/g;

/**
 * A file's name as it may be shown and saved: without folders, control characters and overrides of the writing direction (by
 * which `exe.png` could stand for `gnp.exe`), at most LIMITS.fileNameCodePoints long. `file` where nothing is left.
 */
export function cleanName(name: string): string {
  const own = name.toWellFormed().normalize('NFC').split(/[/\\]/).at(-1) ?? '';
  const seen = own
    .replace(NOT_SEEN, (mark) => (JOINERS.test(mark) ? mark : ''))
    .replace(FORBIDDEN, '_')
    .replace(/\s+/g, ' ')
    .replace(/^[\s.]+|[\s.]+$/g, '');
  return cut(seen) || 'file';
}

/** Leaves the ending: it says what the file is. */
function cut(name: string): string {
  const points = [...name];
  const over = points.length - LIMITS.fileNameCodePoints + ENDING_ROOM;
  if (over <= 0) return name;
  const ending = [...(/\.[\p{L}\d]{1,10}$/u.exec(name)?.[0] ?? '')];
  return [...points.slice(0, points.length - over - ending.length), ...ending].join('');
}
