import type { ChatId, VisitorId } from '../../protocol/index.ts';
import { createPace, type Pace } from './pace.ts';
import type { PoolsOf } from './pools.ts';
import { inOrder, lineOf, type Waiting } from './queue-order.ts';

/** Where a chat waits. */
export interface Place {
  readonly chat: ChatId;
  /** 1 is next. */
  readonly position: number;
  /** About how long it will take, in milliseconds; absent where too little is known. */
  readonly wait?: number;
}

/** Who stands where: a line for each set of groups that chats wait for, and how fast each moves. */
export interface Lines {
  /**
   * What waits now; what does not move, since its site is closed, has no place until it moves. Gives back everybody's place as text,
   * to see whether it is another one than before.
   */
  set(waiting: readonly Waiting[], moves: (chat: Waiting) => boolean, poolsOf: PoolsOf): string;
  placeOf(visitor: VisitorId): Place | undefined;
}

/** `now` in milliseconds; only differences count. */
export function createLines(now: () => number): Lines {
  const paces = new Map<string, Pace>();
  let places = new Map<VisitorId, Place & { line: string }>();
  return {
    set(waiting, moves, poolsOf) {
      const all = waiting.map(({ id }) => id);
      const lines = new Map<string, Waiting[]>();
      for (const name of paces.keys()) lines.set(name, []);
      for (const chat of inOrder(waiting.filter(moves), poolsOf)) {
        const name = lineOf(chat, poolsOf);
        lines.set(name, [...(lines.get(name) ?? []), chat]);
      }
      places = new Map();
      for (const [line, chats] of lines) {
        const pace = paces.get(line) ?? createPace(now);
        paces.set(line, pace);
        pace.set(
          chats.map(({ id }) => id),
          all,
        );
        for (const [index, { id: chat, visitor_id }] of chats.entries()) {
          places.set(visitor_id, { chat, position: index + 1, line });
        }
      }
      return JSON.stringify([...places.values()]);
    },
    placeOf(visitor) {
      const place = places.get(visitor);
      if (!place) return undefined;
      const { chat, position, line } = place;
      const wait = paces.get(line)?.waitOf(position);
      return { chat, position, ...(wait !== undefined && { wait }) };
    },
  };
}
