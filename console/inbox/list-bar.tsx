import type { ComponentChildren } from 'preact';
import type { ChatSummary } from '../../protocol/index.ts';
import { isUnread } from '../rows/index.ts';
import { live } from '../session.ts';
import { t } from '../text/index.ts';
import { asLine } from '../visitors/index.ts';
import { belongsTo, chatsOf, LISTS } from './lists.ts';
import { showList, shown, showView, views } from './views.ts';

/** The lists and the views, one of which is shown. */
export function ListBar({ all }: { all: readonly ChatSummary[] }) {
  const me = live.value?.me?.id;
  const { list, view } = shown.value;
  return (
    <fieldset class="lists">
      <legend class="hidden">{t('lists')}</legend>
      {LISTS.map((name, index) => (
        <Choice
          key={name}
          number={index + 1}
          isChosen={!view && name === list}
          onChoose={() => showList(name)}
        >
          {t(`list-${name}`)}
          {name !== 'closed' && <Count chats={all.filter((chat) => belongsTo(name, chat, me))} />}
        </Choice>
      ))}
      {views.value.map((one, index) => (
        <Choice
          key={one.id}
          number={LISTS.length + index + 1}
          isChosen={one.id === view?.id}
          onChoose={() => showView(one)}
        >
          <span dir="auto">{asLine(one.name)}</span>
          {one.list !== 'closed' && <Count chats={chatsOf(one, all, me)} />}
        </Choice>
      ))}
    </fieldset>
  );
}

/** The first nine are also chosen by their number. */
const MOST_KEYS = 9;

function Choice({
  number,
  isChosen,
  onChoose,
  children,
}: {
  number: number;
  isChosen: boolean;
  onChoose: () => void;
  children: ComponentChildren;
}) {
  return (
    <label title={number <= MOST_KEYS ? t('keyIs', { key: number }) : undefined}>
      <input type="radio" name="list" class="hidden" checked={isChosen} onChange={onChoose} />
      {children}
    </label>
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
