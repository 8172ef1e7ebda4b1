import type { ChatFilter, SearchAnswer, SearchHit } from '../../protocol/index.ts';
import { authorOf } from '../chats/index.ts';
import type { FoundEventRow, Storage } from '../storage/index.ts';
import { isAnyChat } from './fits-filter.ts';
import { saidIn } from './said-in.ts';
import { scanHits } from './scan-hits.ts';
import { snippetOf } from './snippet.ts';
import { placesOf, type Wanted, wantedBy } from './words.ts';

const PAGE = 20;
/** With a filter so many that hold the words are looked at at once, and so many times for one page. */
const STRETCH = 200;
const MOST_STRETCHES = 25;

/** Finds what was said, in every chat of every site. */
export interface Search {
  /**
   * The newest messages, notes and forms that hold all words of `text`, 20 a page, in chats that the filter lets through; `before` is
   * where the page before ended. Null where the text holds no word.
   */
  find(text: string, before: number | null, filter?: ChatFilter): Promise<SearchAnswer | null>;
}

export function createSearch(storage: Pick<Storage, 'read' | 'words'>): Search {
  return {
    async find(text, before, filter = {}) {
      const wanted = wantedBy(text);
      if (!wanted) return null;
      // One more than is shown says whether there is another page.
      const limit = isAnyFilter(filter) ? PAGE + 1 : STRETCH;
      const found: FoundEventRow[] = [];
      let next: number | null = null;
      let stretches = 0;
      for await (const scanned of scanHits(storage, { wanted, filter, before, limit })) {
        found.push(...scanned.fitting);
        next = scanned.next;
        stretches += 1;
        if (found.length > PAGE || stretches === MOST_STRETCHES) break;
      }
      const shown = found.slice(0, PAGE);
      if (found.length > PAGE) next = shown.at(-1)?.position ?? null;
      return { hits: shown.flatMap((row) => toHit(row, wanted) ?? []), next };
    },
  };
}

function isAnyFilter(filter: ChatFilter): boolean {
  const { from, until, visitor, ...wish } = filter;
  return from === undefined && until === undefined && visitor === undefined && isAnyChat(wish);
}

function toHit(row: FoundEventRow, wanted: Wanted): SearchHit | null {
  const said = saidIn(row);
  if (!said) return null;
  return {
    chat: row.chat_id,
    seq: row.seq,
    at: row.at,
    kind: said.kind,
    author: authorOf(row),
    authorName: row.operator_name ?? '',
    site: { id: row.site_id, name: row.site_name },
    visitor: { id: row.visitor_id, name: row.visitor_name, email: row.visitor_email },
    snippet: snippetOf(said.text, placesOf(said.text, wanted)),
  };
}
