import type { FormAnswer } from './types.ts';

/** One answer in one line, in no language: `Order: 1234`, `☑ I agree`, or the value alone where the field has no label. Pure. */
export function answerAsText({ label, value }: FormAnswer): string {
  if (typeof value === 'boolean') return `${value ? '☑' : '☐'} ${label}`;
  return label === '' ? value : `${label}: ${value}`;
}
