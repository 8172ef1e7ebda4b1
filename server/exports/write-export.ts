import type { ChatFilter, ChatId, ExportFormat } from '../../protocol/index.ts';
import { scanChats, scanHits, type Wanted } from '../search/index.ts';
import {
  allOperators,
  allTags,
  type ChatOverviewRow,
  chatOverviews,
  type Db,
  eventsAfter,
  type Storage,
} from '../storage/index.ts';
import { FORMATS, type Pages } from './formats.ts';

/** Read at once: each a few milliseconds at most, however long the messages are. */
const CHATS = 50;
const EVENTS = 100;
/** Hits looked at at once. */
const HITS = 200;
/** Written at once, in UTF-16 units. */
const PIECE = 32_768;

/** What to write. */
export interface ExportWish {
  readonly format: ExportFormat;
  readonly filter: ChatFilter;
  /** The words that must have been said; null for every chat. */
  readonly wanted: Wanted | null;
}

/** Where from, and how fast. */
export interface ExportSource {
  readonly storage: Pick<Storage, 'read' | 'words'>;
  readonly publicUrl: string;
  /** Gives way to all else that the relay has to do. */
  readonly rest: () => Promise<void>;
  readonly onChat: () => void;
}

/**
 * Writes what a filter finds, newest first, in pieces of some kilobytes: read as it is written, so that it takes no more room for
 * many chats than for few. With words it remembers the ids of the chats, to write each once.
 */
export async function* writeExport(
  source: ExportSource,
  { format, filter, wanted }: ExportWish,
): AsyncGenerator<string> {
  const { storage, publicUrl, rest, onChat } = source;
  const { head, write } = FORMATS[format];
  const operators = await allOperators(storage.read);
  const operatorNames = new Map(operators.map(({ id, name }) => [id, name]));
  const tagNames = new Map((await allTags(storage.read)).map(({ id, name }) => [id, name]));
  const around = { publicUrl, operatorNames, tagNames };
  let piece = head;
  for await (const chat of foundChats(storage, filter, wanted)) {
    for await (const part of write(chat, pagesOf(storage.read, chat, rest), around)) {
      piece += part;
      if (piece.length < PIECE) continue;
      yield piece;
      piece = '';
    }
    onChat();
  }
  if (piece !== '') yield piece;
}

async function* foundChats(
  storage: ExportSource['storage'],
  filter: ChatFilter,
  wanted: Wanted | null,
): AsyncGenerator<ChatOverviewRow> {
  const stretches = wanted
    ? chatsWhereSaid(storage, filter, wanted)
    : chatsThatFit(storage.read, filter);
  for await (const ids of stretches) {
    for (let first = 0; first < ids.length; first += CHATS) {
      const some = ids.slice(first, first + CHATS);
      const rows = new Map((await chatOverviews(storage.read, some)).map((row) => [row.id, row]));
      // Without those that were erased meanwhile.
      for (const id of some) {
        const row = rows.get(id);
        if (row) yield row;
      }
    }
  }
}

async function* chatsThatFit(db: Db, filter: ChatFilter): AsyncGenerator<readonly ChatId[]> {
  for await (const { fitting } of scanChats(db, { filter, order: 'began', before: null })) {
    yield fitting.map(({ id }) => id);
  }
}

async function* chatsWhereSaid(
  storage: ExportSource['storage'],
  filter: ChatFilter,
  wanted: Wanted,
): AsyncGenerator<readonly ChatId[]> {
  const written = new Set<ChatId>();
  const scan = { wanted, filter, before: null, limit: HITS };
  for await (const { fitting } of scanHits(storage, scan)) {
    const fresh = new Set(fitting.map((row) => row.chat_id).filter((id) => !written.has(id)));
    for (const id of fresh) written.add(id);
    yield [...fresh];
  }
}

/** The chat's log as its row knows it: what is said while it is written is for the next export. */
async function* pagesOf(
  db: Db,
  { id, last_seq: last }: ChatOverviewRow,
  rest: () => Promise<void>,
): Pages & AsyncGenerator {
  let after = 0;
  while (after < last) {
    const rows = await eventsAfter(db, id, after, Math.min(EVENTS, last - after));
    yield rows;
    await rest();
    const end = rows.at(-1);
    // Erased meanwhile.
    if (!end) return;
    after = end.seq;
  }
}
