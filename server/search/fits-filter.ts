import type { ChatFilter } from '../../protocol/index.ts';
import { goalsOf, tagsOf } from '../chats/index.ts';
import type { FilteredChat } from '../storage/index.ts';

/** What a filter wants of a chat itself; the times are looked at where the chat, or what was said, is read. */
export type ChatWish = Omit<ChatFilter, 'from' | 'until' | 'visitor'>;

/** Whether a chat is all that a filter asks for. Pure, and the same for both engines. */
export function fitsFilter(chat: FilteredChat, wish: ChatWish): boolean {
  const { site, operator, group, tag, state, rating, page, goal } = wish;
  return (
    (site === undefined || chat.site_id === site) &&
    (operator === undefined || (chat.operator_id ?? 'none') === operator) &&
    (group === undefined || (chat.group_id ?? 'none') === group) &&
    (tag === undefined || tagsOf(chat).includes(tag)) &&
    (state === undefined || fitsState(chat, state)) &&
    (rating === undefined || (chat.rating ?? 'none') === rating) &&
    (page === undefined || holds(chat.page_url, page)) &&
    (goal === undefined || goalsOf(chat).includes(goal))
  );
}

/** Whether a filter asks for nothing of the chat itself. */
export function isAnyChat(wish: ChatWish): boolean {
  const { site, operator, group, tag, state, rating, page, goal } = wish;
  const parts = [site, operator, group, tag, state, rating, page, goal];
  return parts.every((part) => part === undefined);
}

function fitsState(chat: FilteredChat, state: NonNullable<ChatWish['state']>): boolean {
  return state === 'open' ? chat.state !== 'closed' : chat.state === state;
}

/** In any case of letters, and as people write it as well as percent-encoded, as addresses are stored. */
function holds(address: string, part: string): boolean {
  const within = address.toLowerCase();
  return [part, encoded(part)].some((one) => within.includes(one.toLowerCase()));
}

function encoded(part: string): string {
  // What is encoded already stays as it is.
  return encodeURI(part).replaceAll('%25', '%');
}
