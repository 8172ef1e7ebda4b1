import type {
  Author,
  Availability,
  ChatEvent,
  ChatId,
  ChatSummary,
  ChatView,
  ConsentRecord,
  EventId,
  GroupPresence,
  OperatorId,
  OperatorPresence,
  OperatorSend,
  Page,
  PanelSettings,
  RefusalCode,
  RefusalValues,
  SiteKey,
  Tag,
  Track,
  VisitorId,
  VisitorSend,
  VisitorsShown,
  VisitorToken,
} from '../protocol/index.ts';
import type { SaidOfSelf } from './self-account.ts';
import type { VisitorList } from './visitor-list.ts';

/** The state of the line to the relay. Exactly one holds at a time. */
export type ConnectionState =
  /** `connect` was not called yet, or `disconnect` was. */
  | { readonly name: 'idle' }
  | { readonly name: 'connecting'; readonly attempt: number }
  /** The relay said welcome. */
  | { readonly name: 'open' }
  /** The line was lost; the next attempt is at `retryAt` (milliseconds of the local clock, to show only). */
  | { readonly name: 'waiting'; readonly retryAt: number; readonly attempt: number }
  /** The relay refused for good; `reason` is its sentence. */
  | { readonly name: 'refused'; readonly code: number; readonly reason: string };

/** Why the relay refused something for good. */
export interface Refusal {
  readonly code: RefusalCode;
  /** The relay's sentence, in English. */
  readonly reason: string;
  /** What the sentence names, to say it in other words. */
  readonly values?: RefusalValues | undefined;
}

/** Something sent that the log does not hold yet. */
export interface Pending {
  readonly id: EventId;
  /** `new` until the relay told which chat it landed in. */
  readonly chat: ChatId | 'new';
  readonly event: VisitorSend | OperatorSend;
  /** When it was written, by the local clock; shown only. */
  readonly at: number;
  readonly state: { readonly name: 'sending' } | ({ readonly name: 'failed' } & Refusal);
}

/** Where things of a visitor may be kept: only in memory, for the tab's session, or on the device. */
export type Keeping = 'page' | 'session' | 'device';

/**
 * A place for small strings. One entry per key, so that tabs never overwrite one another's entries. Never throws: where
 * the browser refuses (private mode, quota) it goes on in memory.
 */
export interface KeyValueStore {
  /** Whether everything in it is there on the next page too. */
  readonly outlivesPage: boolean;
  get(key: string): string | undefined;
  set(key: string, value: string): void;
  delete(key: string): void;
  /** Keys that begin with `prefix`, in the order of their names. */
  keys(prefix: string): string[];
  /** Calls back when another tab changed a key with this prefix; gives back its unsubscribe. */
  onChange(prefix: string, listener: () => void): () => void;
}

/** Keeps the visitor's token wherever consent allows. */
export interface TokenKeeper {
  read(): VisitorToken | undefined;
  write(token: VisitorToken): void;
  clear(): void;
}

export interface VisitorClientOptions {
  /** The relay's address without a slash at the end, such as `https://chat.example.org`. */
  readonly relay: string;
  readonly site: SiteKey;
  readonly token: TokenKeeper;
  /** For the outbox and the known events; asked again at every use, since consent may change. */
  readonly store: () => KeyValueStore;
  /** Read at every `hello`. */
  readonly page: () => Page;
  readonly language: () => string;
  /** What was said of the visitor is not taken: a sentence for the page's developer. Default: nothing. */
  readonly onComplaint?: (sentence: string) => void;
  /** Another user signed in: what is kept beside the outbox, which is emptied, is not theirs. Default: nothing. */
  readonly onOther?: () => void;
}

/** Up to which seq each side has come. */
export interface Marks {
  readonly visitor: number;
  readonly operator: number;
}

/** A chat before the one that is shown. */
export interface EarlierChat {
  readonly id: ChatId;
  readonly view: ChatView;
}

/** The visitor's chats before the one that is shown. */
export interface EarlierState {
  /** Those that are here, the oldest first. */
  readonly read: readonly EarlierChat[];
  /** How many more the relay has; at most the latest 20 are told. */
  readonly left: number;
  readonly isReading: boolean;
}

/** All that a visitor's screen needs. A new object at every change; parts that did not change keep their identity. */
export interface VisitorState {
  readonly connection: ConnectionState;
  readonly visitor: VisitorId | null;
  readonly chat: ChatId | null;
  readonly view: ChatView;
  readonly earlier: EarlierState;
  /** What is sent next begins a new chat; true after `startChat` until it has begun. */
  readonly isBeginning: boolean;
  readonly pending: readonly Pending[];
  /** Whether somebody accepts chats; null until the relay said so. */
  readonly accepting: boolean | null;
  /** Why nobody answers now; null while somebody does. */
  readonly reason: NonNullable<Availability['reason']> | null;
  /** When the site opens next, milliseconds since 1970; null where it is open or that is not known. */
  readonly backAt: number | null;
  /** Place in the queue, 1 is next; 0 when not queued. */
  readonly position: number;
  /** About how long it takes until then, in milliseconds; null where that is not known. */
  readonly wait: number | null;
  /** An operator is typing now. */
  readonly typing: boolean;
  readonly seen: Marks;
  /** How far events reached the browsers; what was seen did anyhow. */
  readonly delivered: Marks;
  /** Most bytes of one file; 0 until the relay said so. */
  readonly fileBytes: number;
  /** From the relay's welcome; null before. */
  readonly config: PanelSettings | null;
}

/** The headless visitor: connection, outbox and replica of one visitor's chat, without a screen. */
export interface VisitorClient {
  getState(): VisitorState;
  /** Calls back after every change; gives back its unsubscribe. */
  subscribe(listener: () => void): () => void;
  connect(): void;
  /** Closes the socket; what is pending stays and is sent at the next `connect`. */
  disconnect(): void;
  /** Puts an event into the outbox and connects if needed. Throws a RangeError where text is empty or too long. */
  send(event: VisitorSend): EventId;
  /**
   * What is sent next goes into a new chat, where the shown one is closed; it stays among the earlier ones. By `false` it goes on
   * with the shown one after all. Default: true.
   */
  startChat(begins?: boolean): void;
  /** Reads the next earlier chat back, and shows it once it is here as a whole. */
  readEarlier(): void;
  /** Sends a failed entry again. */
  retry(id: EventId): void;
  /** Takes a failed entry out of the outbox. */
  discard(id: EventId): void;
  /**
   * Says that the visitor is typing; coalesced. With `text`, what they have written so far, it is said each time: at most once
   * in LIMITS.previewEveryMs, and only where `config.typingPreview` is on and the visitor is told so.
   */
  typing(text?: string): void;
  /** Says that the visitor saw everything up to the last event. */
  markSeen(): void;
  setPage(page: Page): void;
  identify(who: SaidOfSelf): void;
  /** Records a consent decision with the relay, now or at the next welcome. */
  recordConsent(record: ConsentRecord): void;
  /** Tells what the visitor did, now or at the next welcome: an order, the cart, an event, a goal. */
  track(track: Track): void;
  /** Moves what is kept from one store to another, after consent changed. */
  moveStore(from: KeyValueStore, to: KeyValueStore): void;
  /** Forgets the visitor: outbox, events and token here, and the token at the relay. */
  reset(): void;
  /** Leaves no timer, socket or listener behind. */
  destroy(): void;
}

export interface OperatorClientOptions {
  readonly relay: string;
  /** Keeps the outbox and drafts over reloads. */
  readonly store: KeyValueStore;
}

/** Somebody who is typing now. */
export interface Typist {
  readonly author: Author;
  /** What a visitor has written so far, where their site shows it; else empty. */
  readonly text: string;
}

/** One chat as the console holds it. */
export interface OperatorChat {
  readonly summary: ChatSummary | undefined;
  readonly view: ChatView;
  readonly events: readonly ChatEvent[];
  readonly pending: readonly Pending[];
  /** Who is typing now, besides this operator. */
  readonly typing: readonly Typist[];
  /** Who else has it open now. */
  readonly looking: readonly OperatorId[];
}

/** All that the console needs. A new object at every change. */
export interface OperatorState {
  readonly connection: ConnectionState;
  readonly me: OperatorPresence | null;
  /** Most bytes of one file; 0 until the relay said so. */
  readonly fileBytes: number;
  /** How far the relay's clock is before this one, in milliseconds; 0 where they differ by less than a second. */
  readonly ahead: number;
  readonly chats: ReadonlyMap<ChatId, ChatSummary>;
  readonly operators: readonly OperatorPresence[];
  /** By their names. */
  readonly tags: readonly Tag[];
  /** The oldest first, with who is in them. */
  readonly groups: readonly GroupPresence[];
  /** Who is on the sites, as far as it is looked at; null where nobody looks. */
  readonly visitors: VisitorsShown | null;
  /** Chats that are watched. */
  readonly open: ReadonlyMap<ChatId, OperatorChat>;
}

/** The headless operator: the same connection, outbox and replica, over every chat that is watched. */
export interface OperatorClient {
  getState(): OperatorState;
  subscribe(listener: () => void): () => void;
  connect(): void;
  disconnect(): void;
  watch(chat: ChatId): void;
  unwatch(chat: ChatId): void;
  /** Who is on the sites. */
  readonly visitors: VisitorList;
  send(chat: ChatId, event: OperatorSend): EventId;
  /** Resolves once the relay has it with null, or with the reason where it was refused for good. */
  settled(id: EventId): Promise<Refusal | null>;
  retry(id: EventId): void;
  discard(id: EventId): void;
  typing(chat: ChatId): void;
  markSeen(chat: ChatId): void;
  /** Somebody uses the console: the next heartbeat says so, and routing takes them for there. */
  noteUse(): void;
  setAccepting(accepting: boolean): void;
  destroy(): void;
}
