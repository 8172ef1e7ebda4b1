import { countCodePoints } from './count-code-points.ts';
import * as LIMITS from './limits.ts';

/** Why a page cannot set this attribute, in words that follow its name; undefined where it can. Pure. */
export function attributeFault(name: string, value: unknown): string | undefined {
  const nameFault = textFault(name, LIMITS.attributeNameCodePoints);
  if (name.trim() === '') return 'must have a name';
  if (nameFault) return `has a name that ${nameFault}`;
  if (typeof value === 'string') return textFault(value, LIMITS.attributeCodePoints);
  if (value === null || typeof value === 'boolean' || Number.isFinite(value)) return undefined;
  return 'must be text, a number, true or false, or null to remove it';
}

/** Why there cannot be all of these attributes; undefined where there can. Those that are null do not count. Pure. */
export function attributesFault(all: Readonly<Record<string, unknown>>): string | undefined {
  const count = Object.values(all).filter((value) => value !== null).length;
  if (count > LIMITS.attributes) return `are ${count}, the limit is ${LIMITS.attributes}`;
  const { length } = JSON.stringify(all);
  if (length <= LIMITS.attributesChars) return undefined;
  return `are ${length} characters as JSON, the limit is ${LIMITS.attributesChars}`;
}

function textFault(text: string, most: number): string | undefined {
  const length = countCodePoints(text);
  if (length > most) return `is ${length} characters long, the limit is ${most}`;
  if (text.includes('\u0000')) return 'must not hold a NUL character';
  return text.isWellFormed() ? undefined : 'must be well-formed Unicode';
}
