import type { ChatId, OperatorId, SiteId, VisitorId } from '../../protocol/index.ts';

/** A hint from one part of the relay to all, on any node. The log is the truth: a lost, doubled or late hint harms nothing. */
export type Hint =
  /** These events of a chat are committed; frames are ready to send, encoded once for all readers of a kind. */
  | {
      readonly type: 'events';
      readonly chat: ChatId;
      readonly site: SiteId;
      readonly visitor: VisitorId;
      readonly events: readonly HintEvent[];
      /** Whether the chat took a step of its life, beyond something said. */
      readonly moved: boolean;
    }
  /** A chat's row changed otherwise (page, name, seen, online): its summary is worth reading again. */
  | { readonly type: 'chat'; readonly chat: ChatId }
  | {
      readonly type: 'typing';
      readonly chat: ChatId;
      readonly visitor: VisitorId;
      readonly frame: string;
      readonly from: string;
      readonly role: 'visitor' | 'operator';
    }
  | {
      readonly type: 'seen' | 'delivered';
      readonly chat: ChatId;
      readonly visitor: VisitorId;
      /** Whose mark it is. */
      readonly role: 'visitor' | 'operator';
      readonly frame: string;
    }
  /** Who accepts chats may have changed. */
  | { readonly type: 'presence'; readonly operator: OperatorId }
  /** Places in the queue may have changed. */
  | { readonly type: 'queue' }
  /** An operator's sessions or account changed: live sockets check again. */
  | { readonly type: 'access'; readonly operator: OperatorId };

/** One event's frames: for operators, and for the visitor where they may see it. */
export interface HintEvent {
  readonly seq: number;
  readonly prev: number;
  readonly toOperator: string;
  readonly visiblePrev: number;
  readonly toVisitor: string | null;
}

/** Carries hints between nodes. At most once, in order per publisher, droppable; a listener must not throw. */
export interface Bus {
  publish(hint: Hint): void;
  /** Gives back its unsubscribe. */
  subscribe(listener: (hint: Hint) => void): () => void;
  close(): Promise<void>;
}
