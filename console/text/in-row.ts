import { setApart } from './translate.ts';

/** What is said about one thing, in a row: `Demo shop · Ada`. What is missing is left out. */
export function inRow(parts: readonly (string | false | null | undefined)[]): string {
  return parts.flatMap((part) => (part ? setApart(part) : [])).join(' · ');
}
