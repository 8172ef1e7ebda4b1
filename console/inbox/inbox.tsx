import { useRef, useState } from 'preact/hooks';
import { useLocation } from 'preact-iso';
import type { ChatId, ChatSummary } from '../../protocol/index.ts';
import { Chat } from '../chat/index.ts';
import { SearchField, SearchResults, useSearch } from '../search/index.ts';
import { live } from '../session.ts';
import { t } from '../text/index.ts';
import { useInboxKeys } from './keys.ts';
import { chatsOf, isUnread, LISTS, type ListName } from './lists.ts';
import { Rows } from './rows.tsx';
import './inbox.css';

/** The lists of chats, or what a search found, and beside them the chat that is open. */
export function Inbox({ chat }: { chat: string | undefined }) {
  const { route } = useLocation();
  const [list, setList] = useState<ListName>('open');
  const state = live.value;
  const all = [...(state?.chats.values() ?? [])];
  const me = state?.me?.id;
  const rows = chatsOf(list, all, me);
  const openChat = (id: ChatId) => route(`/console/chat/${id}`);
  // The address holds what the console itself put there; an unknown id is answered as such.
  const chosen = chat as ChatId | undefined;
  const search = useSearch();
  const searchInput = useRef<HTMLInputElement>(null);
  const dialog = useInboxKeys({
    rows: search.isOn ? [] : rows,
    chosen,
    openChat,
    leave: () => (search.isOn ? search.setText('') : route('/console')),
    search: () => searchInput.current?.focus(),
  });

  return (
    <div class="inbox" data-chosen={chosen !== undefined}>
      <section class="chats" aria-label={t('inbox')}>
        <SearchField search={search} input={searchInput} />
        {search.isOn ? (
          <SearchResults search={search} input={searchInput} chosen={chosen} />
        ) : (
          <Lists list={list} setList={setList} all={all} rows={rows} chosen={chosen} />
        )}
        <p class="small muted keys-hint">
          <kbd>?</kbd> {t('keysHint')}
        </p>
      </section>
      {chosen ? (
        <Chat key={chosen} id={chosen} />
      ) : (
        <main class="nothing-chosen muted">
          <h1 class="hidden">{t('inbox')}</h1>
          <p>{t('nothingChosen')}</p>
        </main>
      )}
      {dialog}
    </div>
  );
}

function Lists({
  list,
  setList,
  all,
  rows,
  chosen,
}: {
  list: ListName;
  setList: (list: ListName) => void;
  all: readonly ChatSummary[];
  rows: readonly ChatSummary[];
  chosen: ChatId | undefined;
}) {
  const me = live.value?.me?.id;
  return (
    <>
      <fieldset class="lists">
        <legend class="hidden">{t('lists')}</legend>
        {LISTS.map((name) => (
          <label key={name}>
            <input
              type="radio"
              name="list"
              class="hidden"
              checked={name === list}
              onChange={() => setList(name)}
            />
            {t(`list-${name}`)}
            {name !== 'closed' && <Count chats={chatsOf(name, all, me)} />}
          </label>
        ))}
      </fieldset>
      {rows.length === 0 ? (
        <EmptyList list={list} isNew={all.length === 0} />
      ) : (
        <Rows key={list} rows={rows} chosen={chosen} />
      )}
    </>
  );
}

function Count({ chats }: { chats: readonly ChatSummary[] }) {
  const unread = chats.filter(isUnread).length;
  return (
    <span class="count" data-unread={unread > 0}>
      {chats.length}
      {unread > 0 && <span class="hidden">, {t('unreadCount', { count: unread })}</span>}
    </span>
  );
}

function EmptyList({ list, isNew }: { list: ListName; isNew: boolean }) {
  return (
    <div class="empty stack">
      <p>{t(`empty-${list}`)}</p>
      {isNew && (
        <p class="muted">
          {t('emptyHelp')}{' '}
          <a href="/demo" target="_blank" rel="noopener">
            {t('openShop')}
          </a>
        </p>
      )}
    </div>
  );
}
