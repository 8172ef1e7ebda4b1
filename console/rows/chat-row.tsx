import { Component } from 'preact';
import type { ChatSummary } from '../../protocol/index.ts';
import { RowTags } from '../tags/index.ts';
import { inRow, t } from '../text/index.ts';
import { asText, nameOf, VerifiedMark } from '../visitors/index.ts';
import { isUnread } from './is-unread.ts';
import { RowTime } from './row-time.tsx';
import { Waiting } from './waiting.tsx';
import './rows.css';

interface ChatRowProps {
  chat: ChatSummary;
  isChosen: boolean;
  /** Where a click goes. */
  href: string;
  /** Of the two times of a chat the one that is shown. */
  time: 'startedAt' | 'updatedAt';
  /** What is written in it. */
  language: string;
}

/** One chat in a list. Drawn anew only where something of it changed: a list may hold a thousand. */
export class ChatRow extends Component<ChatRowProps> {
  override shouldComponentUpdate(next: ChatRowProps): boolean {
    const { chat, isChosen, href, language } = this.props;
    return (
      chat !== next.chat ||
      isChosen !== next.isChosen ||
      href !== next.href ||
      language !== next.language
    );
  }

  override render({ chat, isChosen, href, time }: ChatRowProps) {
    const name = nameOf(chat);
    return (
      <li>
        <a
          href={href}
          class="chat-row"
          aria-current={isChosen ? 'true' : undefined}
          data-unread={isUnread(chat)}
          data-chat={chat.id}
        >
          <span class="who">
            <span class="mark" data-online={chat.online} />
            <strong title={name} dir="auto">
              {name}
            </strong>
            {chat.online && <span class="hidden">, {t('online')}</span>}
            {isUnread(chat) && <span class="hidden">, {t('unread')}</span>}
          </span>
          <RowTime at={chat[time]} />
          <span class="last-line" dir="auto">
            {asText(chat.preview) || t('noText')}
          </span>
          <span class="chips">
            <span class="state" data-state={chat.state}>
              {t(`state-${chat.state}`)}
              {chat.waitingSince !== null && <Waiting since={chat.waitingSince} />}
            </span>
            <VerifiedMark verified={chat.visitor.verified} />
            {chat.rating && (
              <span class="state" data-rating={chat.rating}>
                {t(`rated-${chat.rating}`)}
              </span>
            )}
            <span class="muted small where" title={whereOf(chat)}>
              {whereOf(chat)}
            </span>
          </span>
          <RowTags chat={chat} />
        </a>
      </li>
    );
  }
}

function whereOf({ site, group, operator }: ChatSummary): string {
  return inRow([asText(site.name), asText(group?.name), asText(operator?.name)]);
}
