import { isResting, type World, type WorldChat, type WorldOperator } from './day-world.ts';

/** When its turn comes, in milliseconds since 1970: the least is next. */
export function dueOf({ lineOf }: World, chat: WorldChat): number {
  return (chat.waitingSince ?? 0) - lineOf(chat).aheadMs;
}

/** Whether it was left as a message while nobody was there. */
export function isLeft({ status }: WorldChat): boolean {
  return status.state === 'unanswered';
}

/** Whether somebody may be given this chat now, as far as their room is not the matter. */
export function isFor(world: World, chat: WorldChat, { id }: WorldOperator): boolean {
  return world.lineOf(chat).serves(id) && !isResting(chat, id, world.at);
}

/** Of all that wait, what somebody with room is to be given before anything else. */
export function nextFor(world: World, person: WorldOperator): WorldChat | undefined {
  const { size } = person.chats;
  const hasPlaceToKeep = size === 0 || size + 1 < person.limit;
  let next: WorldChat | undefined;
  for (const chat of world.waiting) {
    if (!isFor(world, chat, person) || (isLeft(chat) && !hasPlaceToKeep)) continue;
    if (!next || isBefore(world, chat, next)) next = chat;
  }
  return next;
}

/** Whether the one's turn is before the other's: whoever waits comes before messages that were left. */
export function isBefore(world: World, one: WorldChat, other: WorldChat): boolean {
  if (isLeft(one) !== isLeft(other)) return isLeft(other);
  const [due, otherDue] = [dueOf(world, one), dueOf(world, other)];
  return due === otherDue ? one.id < other.id : due < otherDue;
}
