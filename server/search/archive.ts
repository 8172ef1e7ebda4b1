import type { ChatFilter, ChatId, ChatOrder, ChatsAnswer } from '../../protocol/index.ts';
import type { Bus } from '../bus/index.ts';
import { summarise } from '../chats/index.ts';
import {
  type ChatPlace,
  chatOverviews,
  type FilteredChat,
  goalNames,
  type Storage,
} from '../storage/index.ts';
import { placeOf, scanChats } from './scan-chats.ts';

const PAGE = 50;
/** So many stretches of the chats are looked through for one page: some ten thousand chats, in about a tenth of a second. */
const MOST_STRETCHES = 20;

/** Every chat there is, by filters. */
export interface Archive {
  /**
   * A page of chats, the newest first, by when they began or, of closed ones alone, by when something was said last. `before` is where
   * the page before ended.
   */
  list(filter: ChatFilter, order: ChatOrder, before: string | null): Promise<ChatsAnswer>;
  /** The goals by which chats can be chosen, in the order of their names. */
  goals(): Promise<string[]>;
}

export function createArchive({
  storage,
  bus,
}: {
  readonly storage: Pick<Storage, 'read'>;
  readonly bus: Pick<Bus, 'presence'>;
}): Archive {
  const db = storage.read;

  /** In the order of `ids`; without those that were erased meanwhile. */
  async function summaries(ids: readonly ChatId[]): Promise<ChatsAnswer['chats']> {
    if (ids.length === 0) return [];
    const rows = await chatOverviews(db, ids);
    const here = await bus.presence.visitorsHere(rows.map(({ visitor_id }) => visitor_id));
    const byId = new Map(rows.map((row) => [row.id, summarise(row, here.has(row.visitor_id))]));
    return ids.flatMap((id) => byId.get(id) ?? []);
  }

  return {
    goals: async () => (await goalNames(db)).sort(),
    async list(filter, order, before) {
      const found: FilteredChat[] = [];
      let next: ChatPlace | null = null;
      let stretches = 0;
      const scan = { filter, order, before: before === null ? null : placeFrom(before) };
      for await (const scanned of scanChats(db, scan)) {
        found.push(...scanned.fitting);
        next = scanned.next;
        stretches += 1;
        if (found.length > PAGE || stretches === MOST_STRETCHES) break;
      }
      const shown = found.slice(0, PAGE);
      const last = shown.at(-1);
      if (found.length > PAGE && last) next = placeOf(last, order);
      return {
        chats: await summaries(shown.map(({ id }) => id)),
        next: next && `${next.at}.${next.id}`,
      };
    },
  };
}

/** What the schema of the query has checked. */
function placeFrom(text: string): ChatPlace {
  const [at = '', id = ''] = text.split('.');
  return { at: Number(at), id: id as ChatId };
}
