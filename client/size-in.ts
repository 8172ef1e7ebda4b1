const UNITS = ['byte', 'kilobyte', 'megabyte', 'gigabyte'] as const;

/**
 * A file's size in the words of a language (its BCP 47 tag): `1.4 MB`, of 1,024 times 1,024 bytes each.
 * @public
 */
export function sizeIn(tag: string, bytes: number): string {
  const power = bytes < 1_024 ? 0 : Math.min(3, Math.floor(Math.log2(bytes) / 10));
  const value = bytes / 1_024 ** power;
  const format = new Intl.NumberFormat(tag, {
    style: 'unit',
    unit: UNITS[power] ?? 'byte',
    unitDisplay: power === 0 ? 'long' : 'short',
    maximumFractionDigits: value < 10 ? 1 : 0,
  });
  // Number and unit stay on one line.
  return format.format(value).replaceAll(' ', '\u00a0');
}
