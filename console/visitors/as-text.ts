import { asText, type ChatSummary, markOf } from '../../protocol/index.ts';
import { t } from '../text/index.ts';

export { asText };

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
    t('visitorMarked', { mark: markOf(visitor.id) })
  );
}
