import { useRef, useState } from 'preact/hooks';
import { useLocation } from 'preact-iso';
import type { ChatId } from '../../protocol/index.ts';
import { Chat, hashSeq } from '../chat/index.ts';
import { useCommands } from '../commands/index.ts';
import { mayManage, session } from '../session.ts';
import { t } from '../text/index.ts';
import { type ArchiveQuery, readQuery, writeQuery } from './archive-query.ts';
import { ExportDialog } from './export-dialog.tsx';
import { FilterForm } from './filter-form.tsx';
import { FoundList } from './found-list.tsx';
import { focusFirstHit, openFirstHit, walkHits } from './hit-focus.ts';
import { type ArchiveFound, useFound } from './use-found.ts';
import { VisitorOffer } from './visitor-offer.tsx';
import './archive.css';

const PATH = '/console/archive';
/** The relay's limit is 200 code points, which are never fewer than these units. */
const MOST = 200;

/** Every chat there is, by words and filters, and beside them the chat that is open. All of it stands in the address. */
export function Archive({ chat }: { chat: string | undefined }) {
  const { route } = useLocation();
  const query = readQuery(location.search);
  const search = writeQuery(query);
  // The address holds what the console itself put there; an unknown id is answered as such.
  const chosen = chat as ChatId | undefined;
  const [isExporting, setExporting] = useState(false);
  const input = useRef<HTMLInputElement>(null);
  const visitor = useRef<HTMLInputElement>(null);
  const archive = useFound(query);
  const seq = hashSeq();
  const isManager = session.value.name === 'signed-in' && mayManage(session.value.operator);
  const hrefOf = (id: ChatId, at?: number) => `${PATH}/${id}${search}${at ? `#${at}` : ''}`;
  const addressOf = (next: ArchiveQuery) =>
    `${PATH}${chosen ? `/${chosen}` : ''}${writeQuery(next)}`;
  const show = (next: ArchiveQuery) => route(addressOf(next), true);
  useArchiveCommands({
    search: () => input.current?.focus(),
    leave: () => route(PATH + search),
    step: (by) => {
      const next = neighbourOf(archive, chosen, seq, by);
      if (next) route(hrefOf(next.chat, next.seq));
    },
    takeOut: isManager ? () => setExporting(true) : null,
  });

  return (
    <div class="inbox archive" data-chosen={chosen !== undefined}>
      <section
        class="chats"
        aria-label={t('archive')}
        onKeyDown={(event) => walkHits(event, () => input.current?.focus())}
      >
        <search class="search row">
          <input
            ref={input}
            type="search"
            aria-label={t('search')}
            autocomplete="off"
            enterkeyhint="search"
            maxLength={MOST}
            placeholder={t('search')}
            value={query.q}
            onInput={({ currentTarget }) => show({ ...query, q: currentTarget.value })}
            onKeyDown={(event) => {
              if (event.isComposing) return;
              if (event.key === 'Enter') openFirstHit();
              if (event.key !== 'ArrowDown') return;
              event.preventDefault();
              focusFirstHit();
            }}
          />
          {isManager && (
            <button type="button" class="quiet" onClick={() => setExporting(true)}>
              {t('export')}
            </button>
          )}
        </search>
        <FilterForm query={query} visitor={visitor} onChange={show} />
        <FoundList
          archive={archive}
          chosen={chosen}
          seq={seq}
          hrefOf={hrefOf}
          offer={
            query.visitor === '' && (
              <VisitorOffer
                text={query.q.trim()}
                href={addressOf({ ...query, q: '', visitor: query.q.trim() })}
                onFollow={() => focusFolded(visitor.current)}
              />
            )
          }
        />
      </section>
      {chosen ? (
        <Chat key={chosen} id={chosen} goTo={seq} back={PATH + search} />
      ) : (
        <main class="nothing-chosen muted">
          <h1 class="hidden">{t('archive')}</h1>
          <p>{t('nothingChosen')}</p>
        </main>
      )}
      {isExporting && <ExportDialog query={query} onClose={() => setExporting(false)} />}
    </div>
  );
}

/** Goes to a field whose place may be folded. */
function focusFolded(field: HTMLElement | null): void {
  field?.closest('details')?.setAttribute('open', '');
  field?.focus();
}

/** What stands beside what is open, in the order of what was found; the first one where none is. */
function neighbourOf(
  { found }: ArchiveFound,
  chosen: ChatId | undefined,
  seq: number | null,
  by: number,
): { readonly chat: ChatId; readonly seq?: number } | undefined {
  if (found.name !== 'there') return undefined;
  const { kind, items } = found.found;
  const places = kind === 'hits' ? items : items.map(({ id }) => ({ chat: id }));
  const at = places.findIndex(
    (place) => place.chat === chosen && (!('seq' in place) || place.seq === seq),
  );
  return places[at === -1 ? 0 : Math.min(places.length - 1, Math.max(0, at + by))];
}

function useArchiveCommands({
  search,
  leave,
  step,
  takeOut,
}: {
  search: () => void;
  leave: () => void;
  step: (by: number) => void;
  takeOut: (() => void) | null;
}): void {
  useCommands([
    { id: 'archive.next', words: t('key-next'), keys: 'j', run: () => step(1) },
    { id: 'archive.previous', words: t('key-previous'), keys: 'k', run: () => step(-1) },
    { id: 'archive.search', words: t('key-search'), keys: '/', run: search },
    { id: 'archive.back', words: t('toArchive'), keys: 'Escape', run: leave },
    ...(takeOut ? [{ id: 'archive.export', words: t('exportTitle'), run: takeOut }] : []),
  ]);
}
