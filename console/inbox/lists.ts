import type {
  ChatSummary,
  ListName,
  ListOrder,
  OperatorId,
  ViewFilter,
} from '../../protocol/index.ts';
import { isUnread } from '../rows/index.ts';

/** The inbox's lists, in the order they stand. */
export const LISTS = [
  'mine',
  'queue',
  'unassigned',
  'open',
  'closed',
] as const satisfies readonly ListName[];

/** The orders of a list, in the order they stand. */
export const ORDERS = [
  'newest',
  'oldest',
  'waiting',
  'unread',
] as const satisfies readonly ListOrder[];

/** What of the chats is shown, and how. */
export interface Shown {
  readonly list: ListName;
  readonly filter: ViewFilter;
  readonly order: ListOrder;
}

/** How a list is ordered unless somebody says otherwise: the queue as people came. */
export function usualOrder(list: ListName): ListOrder {
  return list === 'queue' ? 'waiting' : 'newest';
}

/** The chats of a list that its filter lets through, in its order. Pure. */
export function chatsOf(
  { list, filter, order }: Shown,
  chats: Iterable<ChatSummary>,
  me: OperatorId | undefined,
): ChatSummary[] {
  return [...chats]
    .filter((chat) => belongsTo(list, chat, me) && isLetThrough(filter, chat, me))
    .sort(COMPARES[order]);
}

/** Whether a chat stands in a list. Pure. */
export function belongsTo(
  list: ListName,
  { state, operator }: ChatSummary,
  me: OperatorId | undefined,
): boolean {
  const isOpen = state !== 'closed';
  switch (list) {
    case 'mine':
      return isOpen && operator !== null && operator.id === me;
    case 'queue':
      return state === 'queued';
    case 'unassigned':
      return isOpen && operator === null;
    case 'open':
      return isOpen;
    case 'closed':
      return !isOpen;
  }
}

function isLetThrough(
  { site, operator, group, tag, state, isUnread: onlyUnread }: ViewFilter,
  chat: ChatSummary,
  me: OperatorId | undefined,
): boolean {
  const wanted = operator === 'me' ? me : operator;
  return (
    (site === undefined || chat.site.id === site) &&
    (wanted === undefined || (chat.operator?.id ?? 'none') === wanted) &&
    (group === undefined || (chat.group?.id ?? 'none') === group) &&
    (tag === undefined || chat.tags.includes(tag)) &&
    (state === undefined || chat.state === state) &&
    (!onlyUnread || isUnread(chat))
  );
}

type Compare = (one: ChatSummary, other: ChatSummary) => number;

const newestFirst: Compare = (one, other) => other.saidAt - one.saidAt;

/** By what was said last, by how long somebody waits for an answer, or what nobody has read first. */
const COMPARES: Readonly<Record<ListOrder, Compare>> = {
  newest: newestFirst,
  oldest: (one, other) => one.saidAt - other.saidAt,
  waiting: (one, other) =>
    (one.waitingSince ?? Infinity) - (other.waitingSince ?? Infinity) || newestFirst(one, other),
  unread: (one, other) =>
    Number(isUnread(other)) - Number(isUnread(one)) || newestFirst(one, other),
};

/** Whether a filter lets everything through. */
export function isAll(filter: ViewFilter): boolean {
  return Object.values(filter).every((part) => part === undefined);
}
