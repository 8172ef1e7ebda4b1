import { Component } from 'preact';
import type { ChatSummary } from '../../protocol/index.ts';
import { RowTags } from '../tags/index.ts';
import { dayAndTime, inRow, t, timeOrDay } from '../text/index.ts';
import { asText, nameOf, VerifiedMark } from '../visitors/index.ts';
import { isUnread } from './is-unread.ts';
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
  /** The clock that "3 minutes ago" goes by. */
  now: number;
}

/** One chat in a list. Drawn anew only where something of it changed: a list may hold a thousand. */
export class ChatRow extends Component<ChatRowProps> {
  override shouldComponentUpdate(next: ChatRowProps): boolean {
    const { chat, isChosen, href, language, now } = this.props;
    return (
      chat !== next.chat ||
      isChosen !== next.isChosen ||
      href !== next.href ||
      language !== next.language ||
      now !== next.now
    );
  }

  override render({ chat, isChosen, href, time, now }: ChatRowProps) {
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
          <time class="muted small" title={dayAndTime(chat[time])}>
            {timeOrDay(chat[time], now)}
          </time>
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
