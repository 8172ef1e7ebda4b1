import type { ChatSummary } from '../../protocol/index.ts';
import type { VariableValues } from '../../protocol/later.ts';
import { asText } from '../visitors/index.ts';

/** What the variables stand for in a chat; what visitors and pages say of themselves is text and nothing else. */
export function valuesOf(
  { visitor, site, page }: Pick<ChatSummary, 'visitor' | 'site' | 'page'>,
  operator: string,
): VariableValues {
  return {
    'visitor.name': asText(visitor.name),
    'visitor.email': asText(visitor.email),
    'operator.name': operator,
    'site.name': asText(site.name),
    'page.url': asText(page.url),
    'page.title': asText(page.title),
  };
}
