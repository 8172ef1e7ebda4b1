import type { ChatId, OperatorId, ToOperatorFrame } from '../../protocol/index.ts';
import type { Bus, Hint } from '../bus/index.ts';

interface Looker {
  readonly operator: OperatorId;
  push(kind: string, frame: string): void;
}

type LookingHint = Extract<Hint, { type: 'looking' }>;

/** Tells operators who else has a chat open, on whichever node. Lives on the bus alone. */
export interface Lookers {
  /** `isNew`: they have just opened it, and want to hear of the others; else they say again that they are here. */
  came(looker: Looker, chat: ChatId, isNew: boolean): void;
  /** After one of an operator's lines let go of the chat; another one may still hold it. */
  left(looker: Looker, chat: ChatId): void;
  onHint(hint: LookingHint): void;
}

/** `watchers`: who has which chat open on this node. */
export function createLookers(
  bus: Pick<Bus, 'publish'>,
  watchers: ReadonlyMap<ChatId, ReadonlySet<Looker>>,
): Lookers {
  function tell(chat: ChatId, operator: OperatorId, how: { here: boolean; asks: boolean }): void {
    bus.publish({ type: 'looking', chat, operator, ...how });
  }

  function othersAt({ chat, operator }: LookingHint): Looker[] {
    return [...(watchers.get(chat) ?? [])].filter((looker) => looker.operator !== operator);
  }

  return {
    came: ({ operator }, chat, isNew) => tell(chat, operator, { here: true, asks: isNew }),
    left({ operator }, chat) {
      const isStillHere = [...(watchers.get(chat) ?? [])].some((one) => one.operator === operator);
      if (!isStillHere) tell(chat, operator, { here: false, asks: false });
    },
    onHint(hint) {
      const { chat, operator, here } = hint;
      const others = othersAt(hint);
      if (others.length === 0) return;
      const frame: ToOperatorFrame = { type: 'looking', chat, operator, here };
      const text = JSON.stringify(frame);
      for (const looker of others) looker.push(`looking ${chat} ${operator}`, text);
      if (!hint.asks) return;
      for (const other of new Set(others.map((looker) => looker.operator))) {
        tell(chat, other, { here: true, asks: false });
      }
    },
  };
}
