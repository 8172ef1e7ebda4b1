import { useEffect, useRef } from 'preact/hooks';
import { useLocation } from 'preact-iso';
import type { ChatId, ChatSummary } from '../../protocol/index.ts';
import { SearchField, SearchResults, useSearch, walkHits } from '../archive/index.ts';
import { Chat, hashSeq, writeNext } from '../chat/index.ts';
import { KeyCaps } from '../commands/index.ts';
import { leave } from '../leaving/index.ts';
import { Rows } from '../rows/index.ts';
import { live, mayWrite, session } from '../session.ts';
import { t } from '../text/index.ts';
import { Filters } from './filters.tsx';
import { FirstHint } from './first-hint.tsx';
import { useInboxCommands } from './inbox-commands.ts';
import { ListBar } from './list-bar.tsx';
import { chatsOf, isAll } from './lists.ts';
import { Team } from './team.tsx';
import { type Closed, useClosed } from './use-closed.ts';
import { change, loadViews, showList, shown } from './views.ts';
import './inbox.css';

const hrefOf = (chat: ChatId): string => `/console/chat/${chat}`;

/** The lists of chats, or what a search found, and beside them the chat that is open. */
export function Inbox({ chat }: { chat: string | undefined }) {
  const { route } = useLocation();
  const state = live.value;
  const all = [...(state?.chats.values() ?? [])];
  const me = state?.me?.id;
  const isClosedList = shown.value.list === 'closed';
  const closed = useClosed(
    isClosedList,
    shown.value.filter,
    me,
    isClosedList ? all.filter(({ state: at }) => at === 'closed') : [],
  );
  const rows = chatsOf(shown.value, isClosedList ? closed.chats : all, me);
  // The address holds what the console itself put there; an unknown id is answered as such.
  const chosen = chat as ChatId | undefined;
  const search = useSearch();
  const searchInput = useRef<HTMLInputElement>(null);
  // Without its views the inbox shows its lists.
  useEffect(() => void loadViews().catch(() => undefined), []);
  useInboxCommands({
    all,
    rows: search.isOn ? [] : rows,
    chosen,
    openChat: (id) => route(hrefOf(id)),
    leave: () => (search.isOn ? search.setText('') : route('/console')),
    search: () => searchInput.current?.focus(),
    beforeList: () => search.setText(''),
  });

  // Whoever accepts a chat answers it next.
  const now = session.value;
  const accept =
    now.name === 'signed-in' && mayWrite(now.operator)
      ? ({ id }: ChatSummary) => {
          leave(() => {
            now.client.send(id, { kind: 'joined' });
            if (id !== chosen) writeNext(id);
            route(hrefOf(id));
          }, hrefOf(id));
        }
      : undefined;

  return (
    <div class="inbox" data-chosen={chosen !== undefined}>
      <section
        class="chats"
        aria-label={t('inbox')}
        onKeyDown={(event) => walkHits(event, () => searchInput.current?.focus())}
      >
        <SearchField search={search} input={searchInput} />
        {search.isOn ? (
          <SearchResults search={search} chosen={chosen} />
        ) : (
          <>
            <ListBar all={all} />
            <Filters />
            <Team all={all} />
            <List
              rows={rows}
              chosen={chosen}
              closed={closed}
              isNew={all.length === 0}
              onAccept={accept}
            />
          </>
        )}
        <p class="small muted keys-hint">
          <KeyCaps keys="?" /> {t('keysHint')}
        </p>
      </section>
      {chosen ? (
        <Chat key={chosen} id={chosen} goTo={hashSeq()} />
      ) : (
        <main class="nothing-chosen muted">
          <h1 class="hidden">{t('inbox')}</h1>
          <p>{t('nothingChosen')}</p>
        </main>
      )}
    </div>
  );
}

function List({
  rows,
  chosen,
  closed,
  isNew,
  onAccept,
}: {
  rows: readonly ChatSummary[];
  chosen: ChatId | undefined;
  closed: Closed;
  isNew: boolean;
  onAccept: ((chat: ChatSummary) => void) | undefined;
}) {
  const { list, view } = shown.value;
  const more = closed.isMore && <Older closed={closed} />;
  if (rows.length === 0) {
    return (
      <div class="empty stack">
        {closed.isLoading ? <p class="muted">{t('loading')}</p> : <EmptyList isNew={isNew} />}
        {more}
      </div>
    );
  }
  return (
    <Rows
      key={view?.id ?? list}
      rows={rows}
      chosen={chosen}
      hrefOf={hrefOf}
      label={t('chats')}
      onAccept={onAccept}
    >
      {more && <li class="more">{more}</li>}
    </Rows>
  );
}

/** The next page of closed chats, or why it did not come. */
function Older({ closed }: { closed: Closed }) {
  return (
    <>
      {closed.failure !== null && <p role="alert">{closed.failure}</p>}
      <button type="button" class="quiet" disabled={closed.isLoading} onClick={closed.more}>
        {t(closed.isLoading ? 'loading' : 'showOlder')}
      </button>
    </>
  );
}

function EmptyList({ isNew }: { isNew: boolean }) {
  const { list, filter } = shown.value;
  if (!isAll(filter)) {
    return (
      <>
        <p>{t('emptyFilter')}</p>
        <button type="button" class="quiet" onClick={() => change({ filter: {} })}>
          {t('withoutFilter')}
        </button>
      </>
    );
  }
  if (list === 'open' && !isNew) {
    return (
      <>
        <p>{t('allClosed')}</p>
        <button type="button" class="quiet" onClick={() => showList('closed')}>
          {t('showList', { name: t('list-closed') })}
        </button>
      </>
    );
  }
  return (
    <>
      <p>{t(`empty-${list}`)}</p>
      {isNew && <FirstHint />}
    </>
  );
}
