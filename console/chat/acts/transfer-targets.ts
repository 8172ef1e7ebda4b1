import type {
  ChatSummary,
  GroupId,
  GroupPresence,
  OperatorId,
  OperatorPresence,
} from '../../../protocol/index.ts';

/** Why somebody cannot be given a chat now. */
export type WhyNot = 'away' | 'notAccepting' | 'full' | 'hasIt';

/** Whom a chat can go to. */
export type Target =
  | {
      readonly operator: OperatorId;
      readonly name: string;
      readonly chats: number;
      readonly limit: number;
      readonly whyNot: WhyNot | null;
    }
  | {
      readonly group: GroupId;
      readonly name: string;
      /** How many of its members would be given a chat now. */
      readonly free: number;
      readonly whyNot: null;
    };

interface Wish {
  readonly text: string;
  readonly chat: Pick<ChatSummary, 'state' | 'operator'>;
  readonly me: OperatorId | undefined;
  readonly operators: readonly OperatorPresence[];
  readonly groups: readonly GroupPresence[];
}

/** Colleagues who can take it, the least busy first, then groups, then colleagues who cannot, whose names hold `text`. Pure. */
export function transferTargets({ text, chat, me, operators, groups }: Wish): Target[] {
  const searched = text.trim().toLowerCase();
  const people = operators
    .filter(({ id }) => id !== me)
    .map(({ id, name, chats, limit, ...rest }): Target => {
      const whyNot = whyNotTo({ id, chats, limit, ...rest }, chat);
      return { operator: id, name, chats, limit, whyNot };
    });
  const able = people.filter(({ whyNot }) => whyNot === null);
  const unable = people.filter(({ whyNot }) => whyNot !== null);
  const teams = groups.map(({ id, name, members }): Target => {
    const free = operators.filter((one) => members.includes(one.id) && isFree(one)).length;
    return { group: id, name, free, whyNot: null };
  });
  return [...able.sort(byChats), ...teams.sort(byName), ...unable.sort(byName)].filter(({ name }) =>
    name.toLowerCase().includes(searched),
  );
}

function whyNotTo(
  operator: Omit<OperatorPresence, 'name'>,
  { state, operator: has }: Wish['chat'],
): WhyNot | null {
  if ((state === 'active' || state === 'assigned') && has?.id === operator.id) return 'hasIt';
  if (!operator.online) return 'away';
  if (!operator.accepting) return 'notAccepting';
  return operator.chats < operator.limit ? null : 'full';
}

function isFree({ online, accepting, chats, limit }: OperatorPresence): boolean {
  return online && accepting && chats < limit;
}

function byChats(one: Target, other: Target): number {
  const chatsOf = (target: Target) => ('operator' in target ? target.chats : 0);
  return chatsOf(one) - chatsOf(other) || byName(one, other);
}

function byName(one: Target, other: Target): number {
  return one.name.localeCompare(other.name);
}
