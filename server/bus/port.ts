import type { ChatId, OperatorId, SiteId, VisitorId } from '../../protocol/index.ts';

/** A visitor whom operators may see now. Times in milliseconds since 1970, by the clock of their node; shown only. */
export interface VisitorHere {
  readonly visitor: VisitorId;
  readonly site: SiteId;
  readonly page: { readonly url: string; readonly title: string; readonly referrer: string };
  readonly browser: string;
  readonly system: string;
  readonly device: string;
  readonly language: string;
  /** They are seen because they agreed, and have not the chat open. */
  readonly isByConsent: boolean;
  /** When their visit began. */
  readonly since: number;
  /** When they came to the page. */
  readonly pageSince: number;
}

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
      readonly seq: number;
      readonly frame: string;
    }
  /**
   * An operator has this chat open now, or no longer. `asks`: they have just opened it, and whoever has it open too says so. Said again
   * with each heartbeat: where it is lost, readers take somebody for gone after LIMITS.lookingShownMs.
   */
  | {
      readonly type: 'looking';
      readonly chat: ChatId;
      readonly operator: OperatorId;
      readonly here: boolean;
      readonly asks: boolean;
    }
  /** An operator of this node looks at who is on the sites: the others tell it for some seconds. */
  | { readonly type: 'visitorsAsked'; readonly node: string }
  /** Who is on the sites by lines to this node, and how many they are where these are not all. */
  | {
      readonly type: 'visitorsHere';
      readonly node: string;
      readonly here: readonly VisitorHere[];
      readonly total: number;
    }
  /** Who accepts chats may have changed. */
  | { readonly type: 'presence'; readonly operator: OperatorId }
  /** An operator used the console within the last heartbeat. Where it is lost, routing may take them for away. */
  | { readonly type: 'used'; readonly operator: OperatorId }
  /** An operator's sessions or account changed: live sockets check again. */
  | { readonly type: 'access'; readonly operator: OperatorId }
  /** A site was made or changed: nodes that keep the sites in memory read them again. */
  | { readonly type: 'sites' }
  /** A group was made, changed or deleted: routing, which reads the groups with everything else, looks again. */
  | { readonly type: 'groups' }
  /** A visitor was banned, or no longer is: nodes that keep the bans in memory read them again. */
  | { readonly type: 'bans' }
  /**
   * This visitor signed in, or chats of theirs came from another device: lines of theirs begin anew. A line that misses it is ended when
   * it next says something, or hears of the chats when it is back.
   */
  | { readonly type: 'renewed'; readonly visitor: VisitorId }
  /** A page of this host asked for the site's widget. */
  | {
      readonly type: 'sighting';
      readonly site: SiteId;
      readonly host: string;
      readonly isAllowed: boolean;
      readonly at: number;
    }
  /** An add-on was switched or set: nodes that keep the add-ons' settings in memory read them again. */
  | { readonly type: 'addons' }
  /** A tag was made, changed or deleted: operators are told all of them anew. */
  | { readonly type: 'tags' };

/** One event's frames: for operators, and for the visitor where they may see it. */
export interface HintEvent {
  readonly seq: number;
  readonly prev: number;
  readonly toOperator: string;
  readonly visiblePrev: number;
  readonly toVisitor: string | null;
}

/** One running relay among the nodes of an installation: a random name, new at every start. */
export type NodeId = string & { readonly brand: 'NodeId' };

/**
 * Who has a line to any node. Lives on the bus alone: a node that dies takes its people along within seconds. While the bus
 * is down, what was heard last of other nodes stays, because not hearing of people does not mean that they left.
 */
export interface Presence {
  /** An operator's line to this node begins. The first one is told as `presence`. */
  operatorCame(operator: OperatorId): void;
  /** A line of theirs that began here ends. The last one is told as `presence`. */
  operatorLeft(operator: OperatorId): void;
  /** The nodes an operator has a line to, this one included, in the same order on every node; empty where there is none. */
  nodesOf(operator: OperatorId): readonly NodeId[];
  /** A visitor's line to this node begins. */
  visitorCame(visitor: VisitorId): void;
  /** A line of theirs that began here ends. Told by name: to keep what ends it would cost each of thousands a function. */
  visitorLeft(visitor: VisitorId): void;
  /** Which of these visitors have a line to any node; while the bus is down, to this one. Never rejects. */
  visitorsHere(visitors: readonly VisitorId[]): Promise<ReadonlySet<VisitorId>>;
}

/** How often something was done within a window of time. */
export interface Uses {
  /** This one included. */
  readonly count: number;
  /** Milliseconds until the window ends and counting begins anew. */
  readonly leftMs: number;
}

/**
 * `alone`: the bus of a single node. `down`: nothing reaches other nodes, or nothing comes from them; `since` is in
 * milliseconds since 1970, for people.
 */
export type BusState =
  | { readonly name: 'alone' }
  | { readonly name: 'up' }
  | { readonly name: 'down'; readonly since: number };

/**
 * Joins the nodes of one installation. Nothing of it is kept, and nothing depends on it for being true: hints are carried
 * at most once as a rule, but may be lost, doubled or late.
 */
export interface Bus {
  /** This node. */
  readonly node: NodeId;
  /**
   * Tells every listener of this node before it returns, in the order they subscribed, and then, without waiting, those of
   * the other nodes, in order per publisher. Never throws. While the bus is down it reaches this node alone.
   */
  publish(hint: Hint): void;
  /** Gives back its unsubscribe. A listener must not throw. */
  subscribe(listener: (hint: Hint) => void): () => void;
  readonly presence: Presence;
  /**
   * Counts one more use of `key` within a window of `windowMs` that began with its first use: of all nodes, while the bus is
   * down of this one. Never rejects.
   */
  countUse(key: string, windowMs: number): Promise<Uses>;
  state(): BusState;
  /** Calls back at every change of the state; gives back its unsubscribe. */
  onState(listener: (state: BusState) => void): () => void;
  /** The other nodes that are heard now, in any order. */
  otherNodes(): readonly NodeId[];
  /** Tells the other nodes that this one leaves, and lets go of everything. Hints published later go nowhere. */
  close(): Promise<void>;
}
