import type { SearchAnswer, SearchHit } from '../../protocol/index.ts';
import { authorOf } from '../chats/index.ts';
import { type FoundEventRow, foundEvents, type Storage } from '../storage/index.ts';
import { saidIn } from './said-in.ts';
import { snippetOf } from './snippet.ts';
import { placesOf, type Wanted, wantedBy } from './words.ts';

const PAGE = 20;

/** Finds what was said, in every chat of every site. */
export interface Search {
  /**
   * The newest messages, notes and forms that hold all words of `text`, 20 a page; `before` is where the page before ended. Null
   * where the text holds no word.
   */
  find(text: string, before: number | null): Promise<SearchAnswer | null>;
}

export function createSearch({ read, words }: Pick<Storage, 'read' | 'words'>): Search {
  return {
    async find(text, before) {
      const wanted = wantedBy(text);
      if (!wanted) return null;
      // One more than is shown says whether there is another page.
      const found = await words.find(read, { ...wanted, before, limit: PAGE + 1 });
      const shown = found.slice(0, PAGE);
      const rows = await foundEvents(read, shown);
      const next = found.length > PAGE ? (shown.at(-1) ?? null) : null;
      return { hits: rows.flatMap((row) => toHit(row, wanted) ?? []), next };
    },
  };
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
