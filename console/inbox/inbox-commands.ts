import type { ChatId, ChatSummary } from '../../protocol/index.ts';
import { type Command, useCommands } from '../commands/index.ts';
import { t } from '../text/index.ts';
import { asText, nameOf } from '../visitors/index.ts';
import { LISTS } from './lists.ts';
import { showList, showView, views } from './views.ts';

interface InboxActs {
  /** Every chat that is known here. */
  readonly all: readonly ChatSummary[];
  /** Those of the list that is shown. */
  readonly rows: readonly ChatSummary[];
  readonly chosen: ChatId | undefined;
  readonly openChat: (id: ChatId) => void;
  readonly leave: () => void;
  readonly search: () => void;
  /** Clears the way for a list that is to be shown. */
  readonly beforeList: () => void;
}

/** Walks through the list, shows another one, searches, and goes back. */
export function useInboxCommands(acts: InboxActs): void {
  const { leave, search } = acts;
  useCommands([
    { id: 'inbox.next', words: t('key-next'), keys: 'j', run: () => step(acts, 1) },
    { id: 'inbox.previous', words: t('key-previous'), keys: 'k', run: () => step(acts, -1) },
    { id: 'inbox.search', words: t('key-search'), keys: '/', run: search },
    { id: 'inbox.back', words: t('key-back'), keys: 'Escape', run: leave },
    ...listCommands(acts),
  ]);
  useCommands(() => chatCommands(acts));
}

/** So many have a number for their key. */
const MOST_KEYS = 9;

/** The lists and views by the numbers they stand at, the first nine by their key too. */
function listCommands({ beforeList }: InboxActs): Command[] {
  const lists = LISTS.map((name) => ({
    id: `inbox.list:${name}`,
    name: t(`list-${name}`),
    show: () => showList(name),
  }));
  const ownAndShared = views.value.map((view) => ({
    id: `inbox.view:${view.id}`,
    name: asText(view.name),
    show: () => showView(view),
  }));
  return [...lists, ...ownAndShared].map(({ id, name, show }, index) => ({
    id,
    words: t('showList', { name }),
    ...(index < MOST_KEYS && { keys: `${index + 1}` }),
    run() {
      beforeList();
      show();
    },
  }));
}

function step({ rows, chosen, openChat }: InboxActs, by: number): void {
  const at = rows.findIndex(({ id }) => id === chosen);
  const next = rows[at === -1 ? 0 : Math.min(rows.length - 1, Math.max(0, at + by))];
  if (next) openChat(next.id);
}

/** Chats that are not closed, by who it is and what was said last. */
function chatCommands({ all, chosen, openChat }: InboxActs): Command[] {
  return all
    .filter(({ id, state }) => state !== 'closed' && id !== chosen)
    .map((chat) => ({
      id: `inbox.chat:${chat.id}`,
      words: t('goToChat', {
        visitor: nameOf(chat),
        preview: asText(chat.preview),
      }),
      isOnlySearched: true,
      run: () => openChat(chat.id),
    }));
}
