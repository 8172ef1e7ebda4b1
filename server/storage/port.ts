import type { Kysely } from 'kysely';
import type {
  ChatId,
  EventId,
  OperatorId,
  RefusalCode,
  RefusalDetail,
  SiteId,
  VisitorId,
} from '../../protocol/index.ts';
import type { ChatRow, EventRow, Tables } from './schema.ts';

/** A query runner: the reading connection, or the transaction a `write` is given. */
export type Db = Kysely<Tables>;

/**
 * Where an append goes: a chat; or a visitor's open chat on a site, where there is none the chat `orElse` if it is that
 * visitor's on that site, and else none yet.
 */
export type AppendTarget =
  | { readonly chat: ChatId }
  | { readonly visitor: VisitorId; readonly site: SiteId; readonly orElse?: ChatId };

/** What `decide` made of the chat that it found. */
export type Decision =
  | {
      /** The chat's row as it shall be; inserted when there was none. */
      readonly chat: ChatRow;
      /** Rows to insert, numbered on from the found row's `last_seq`. May be empty. */
      readonly events: readonly EventRow[];
    }
  | { readonly refuse: RefusalCode; readonly detail: RefusalDetail };

/** One wish to add to the log. */
export interface AppendRequest {
  readonly target: AppendTarget;
  /** Who and which: a second request with the same pair is a repeat, never a second event. */
  readonly authorId: string;
  readonly id: EventId;
  /** JSON of the body: a repeat must have the body the first one had. */
  readonly sentBody: string;
  /**
   * Where given, `decide` is told how many chats this operator has that are assigned or active and not idle, and nobody else can give
   * them one meanwhile; where it writes an event, its time becomes their `last_assigned_at`.
   */
  readonly assignTo?: OperatorId;
  /**
   * Pure and synchronous: what to write, given the chat as it stands under the lock (null where there is none yet). Not
   * called for repeats; may be called again where the transaction met another one.
   */
  readonly decide: (found: ChatRow | null, chatsOfOperator: number) => Decision;
}

export type AppendResult =
  | { readonly outcome: 'appended'; readonly chat: ChatRow; readonly events: readonly EventRow[] }
  /** The same author sent the same id and body before; this is where it stands. */
  | {
      readonly outcome: 'repeated';
      readonly chat: ChatId;
      readonly seq: number;
      readonly at: number;
    }
  | { readonly outcome: 'refused'; readonly code: RefusalCode; readonly detail: RefusalDetail };

/** A chat that somebody wrote to, or whose marks moved. */
export type ChangedChat = Pick<
  ChatRow,
  | 'id'
  | 'visitor_id'
  | 'last_seq'
  | 'seen_visitor'
  | 'seen_operator'
  | 'delivered_visitor'
  | 'delivered_operator'
>;

export interface Changes {
  /** Where to go on. */
  readonly cursor: string;
  readonly chats: readonly ChangedChat[];
}

/** An event and the words it is to be found by. */
export interface WordEntry {
  readonly chat: ChatId;
  readonly seq: number;
  /** When the event was, milliseconds since 1970. */
  readonly at: number;
  /** At least one, each of letters, marks and digits alone, in small letters, at most 64 code points. */
  readonly words: readonly string[];
}

/** What an event must hold to be found. All of it together is at least one word, each as in a WordEntry. */
export interface WordWish {
  readonly words: readonly string[];
  /** Each must be the beginning of one of the event's words. */
  readonly beginnings: readonly string[];
  /** Only what stands before this position; null for all. */
  readonly before: number | null;
  readonly limit: number;
}

/** Which words are in which events. Knows no language: what a word is, its callers say. */
export interface WordIndex {
  /** For a transaction of `write`, once for each event, which must be stored. The entry goes with its event. */
  add(db: Db, entries: readonly WordEntry[]): Promise<void>;
  /** Does a small part of what keeps the index quick to read; false where nothing is to be done. For a transaction of `write`. */
  tidy(db: Db): Promise<boolean>;
  /**
   * The positions of events that hold everything wished for, the newest first. A position never changes; the newer of two
   * events has the greater one, but for events of the same millisecond, which have any order.
   */
  find(db: Db, wish: WordWish): Promise<readonly number[]>;
}

/**
 * The durable store of one installation. Knows no domain: rules of chats come in as `decide`. Engines: SQLite, for one
 * process; Postgres, for any number. Each method says what every engine must keep.
 */
export interface Storage {
  /** Names the log; another value means that an older backup was restored. */
  readonly epoch: string;
  /** Reads what is committed. Never writes. */
  readonly read: Db;
  readonly words: WordIndex;
  /**
   * Runs `work` in one transaction, after all writes that this process asked for before it; commits durably before it
   * resolves, rolls back and rejects when `work` throws. `work` must do nothing but ask and write: where it met another
   * process's transaction it is run again.
   */
  write<T>(work: (db: Db) => Promise<T>): Promise<T>;
  /**
   * As `write`, but without a sync of its own: for what is made from the log, and made again where it is missing. A power cut
   * may take back all of it; what remains is never there in part, nor without what was committed before it. The next durable
   * commit makes it durable too.
   */
  writeDerived<T>(work: (db: Db) => Promise<T>): Promise<T>;
  /**
   * Appends a batch in one durable transaction, requests in their order; each event also gets its outbox row. One refused
   * request does not harm the others. Resolves only after the commit is on disk; rejects with a StorageError, and then
   * nothing of the batch is stored.
   */
  append(batch: readonly AppendRequest[]): Promise<readonly AppendResult[]>;
  /**
   * Chats that other processes may have changed since `cursor`, each at least once, with some that were told before;
   * with an empty cursor none, only where to begin. What is committed when it is asked is told then, whatever any clock says.
   */
  changesSince(cursor: string): Promise<Changes>;
  /** Rejects with a StorageError when a durable write is not possible now. */
  checkWritable(): Promise<void>;
  /** Writes a consistent copy to a new file of SQLite, for either engine to restore, while the relay works. Rejects where the file exists. */
  backup(file: string): Promise<void>;
  /** Waits for writes under way, moves the write-ahead log into the database and lets the folder go. */
  close(): Promise<void>;
}

/** A durable write failed. `full`: no room on the disk, or the set limit is reached. */
export class StorageError extends Error {
  readonly code: 'storage_full' | 'storage_failed';
  constructor(code: 'storage_full' | 'storage_failed', message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = 'StorageError';
    this.code = code;
  }
}

export function isStorageError(error: unknown): error is StorageError {
  return error instanceof StorageError;
}
