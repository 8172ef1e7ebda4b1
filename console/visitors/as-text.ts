import { asText, type ChatSummary } from '../../protocol/index.ts';
import { t } from '../text/index.ts';

export { asText };

/** Of a visitor's id so much, from its random end, as hardly any two of a thousand have in common. */
const MARK_LENGTH = 5;

/** What a visitor is called: their name, else their e-mail, else what their site calls them, else by a mark that stays theirs. */
export function nameOf({
  visitor,
}: {
  visitor: Pick<ChatSummary['visitor'], 'id' | 'name' | 'email'> &
    Partial<Pick<ChatSummary['visitor'], 'verified'>>;
}): string {
  return (
    asText(visitor.name) ||
    asText(visitor.email) ||
    asText(visitor.verified?.userId) ||
    t('visitorMarked', { mark: visitor.id.slice(-MARK_LENGTH).toUpperCase() })
  );
}
