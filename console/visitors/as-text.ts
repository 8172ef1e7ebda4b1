import { asText, type ChatSummary, markOf } from '../../protocol/index.ts';
import { t, withoutTurns } from '../text/index.ts';

export { asText };

/** A stranger's text as it is shown in a line among ours, such as a name or what was said last. */
export function asLine(value: unknown): string {
  return withoutTurns(asText(value));
}

/** What a visitor is called: their name, else their e-mail, else what their site calls them, else by a mark that stays theirs. */
export function nameOf({
  visitor,
}: {
  visitor: Pick<ChatSummary['visitor'], 'id' | 'name' | 'email'> &
    Partial<Pick<ChatSummary['visitor'], 'verified'>>;
}): string {
  return (
    asLine(visitor.name) ||
    asLine(visitor.email) ||
    asLine(visitor.verified?.userId) ||
    t('visitorMarked', { mark: markOf(visitor.id) })
  );
}
