import { asText, type ChatSummary } from '../../protocol/index.ts';

export { asText };

/** What a visitor is called: their name, else their e-mail, else what their site calls them, else nothing (the screen says "Visitor"). */
export function nameOf({
  visitor,
}: {
  visitor: Pick<ChatSummary['visitor'], 'name' | 'email'> &
    Partial<Pick<ChatSummary['visitor'], 'verified'>>;
}): string {
  return asText(visitor.name) || asText(visitor.email) || asText(visitor.verified?.userId);
}
