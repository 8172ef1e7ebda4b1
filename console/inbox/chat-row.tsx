import type { ChatSummary } from '../../protocol/index.ts';
import { t, timeAgo } from '../text/index.ts';
import { asText, nameOf } from '../visitors/index.ts';
import { isUnread } from './lists.ts';

/** One chat in a list. */
export function ChatRow({ chat, isChosen }: { chat: ChatSummary; isChosen: boolean }) {
  return (
    <li>
      <a
        href={`/console/chat/${chat.id}`}
        class="chat-row"
        aria-current={isChosen ? 'true' : undefined}
        data-unread={isUnread(chat)}
        data-chat={chat.id}
      >
        <span class="who">
          <span class="mark" data-online={chat.online} />
          <strong>{nameOf(chat) || t('visitor')}</strong>
          {chat.online && <span class="hidden">, {t('online')}</span>}
          {isUnread(chat) && <span class="hidden">, {t('unread')}</span>}
        </span>
        <time class="muted small">{timeAgo(chat.updatedAt)}</time>
        <span class="preview">{asText(chat.preview) || t('noText')}</span>
        <span class="state" data-state={chat.state}>
          {t(`state-${chat.state}`)}
        </span>
        <span class="muted small where">
          {asText(chat.site.name)}
          {chat.operator && ` · ${chat.operator.name}`}
        </span>
      </a>
    </li>
  );
}
