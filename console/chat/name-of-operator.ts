import type { Author } from '../../protocol/index.ts';
import { live } from '../session.ts';
import { asLine } from '../visitors/index.ts';

/** What an operator is called now; empty for others, and where there is no such account. */
export function nameOfOperator(author: Author): string {
  if (author.role !== 'operator') return '';
  const operator = live.peek()?.operators.find(({ id }) => id === author.id);
  return asLine(operator?.name);
}
