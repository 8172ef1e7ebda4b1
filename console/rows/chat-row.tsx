import { Component } from 'preact';
import type { ChatSummary } from '../../protocol/index.ts';
import { RowTags } from '../tags/index.ts';
import { dayAndTime, inRow, t } from '../text/index.ts';
import { asLine, asText, BannedMark, nameOf, VerifiedMark } from '../visitors/index.ts';
import { isUnread } from './is-unread.ts';
import { onlyWaits } from './only-waits.ts';
import { RowTime } from './row-time.tsx';
import { OfferEnds, Waiting } from './waiting.tsx';
import './rows.css';

interface ChatRowProps {
  chat: ChatSummary;
  isChosen: boolean;
  /** Where a click goes. */
  href: string;
  /** Whether it is said when the chat began. */
  saysBegin: boolean;
  /** Accepts a chat, for those who may; the button stands in rows that wait for somebody. */
  onAccept?: ((chat: ChatSummary) => void) | undefined;
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
      (this.props.onAccept === undefined) !== (next.onAccept === undefined) ||
      language !== next.language
    );
  }

  override render({ chat, isChosen, href, saysBegin, onAccept }: ChatRowProps) {
    const name = nameOf(chat);
    const mayAccept = onAccept !== undefined && waitsForSomebody(chat);
    return (
      <li data-acceptable={mayAccept}>
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
          <RowTime at={chat.saidAt} />
          <span class="last-line" dir="auto">
            {asLine(chat.preview) || t('noText')}
          </span>
          <span class="chips">
            <StateChips chat={chat} />
            {chat.ban && <BannedMark ban={chat.ban} />}
            <VerifiedMark verified={chat.visitor.verified} />
            {chat.rating && (
              <span class="state" data-rating={chat.rating}>
                {t(`rated-${chat.rating}`)}
              </span>
            )}
            {saysBegin && (
              <span class="muted small">{t('beganAt', { time: dayAndTime(chat.startedAt) })}</span>
            )}
            <span class="muted small where" title={whereOf(chat)}>
              {whereOf(chat)}
            </span>
          </span>
          <RowTags chat={chat} />
        </a>
        {mayAccept && (
          <button
            type="button"
            class="accept"
            aria-label={t('acceptOf', { visitor: name })}
            onClick={() => this.props.onAccept?.(this.props.chat)}
          >
            {t('accept')}
          </button>
        )}
      </li>
    );
  }
}

/** How a chat stands, and for how long its visitor waits. */
function StateChips({ chat }: { chat: ChatSummary }) {
  const { state, waitingSince, offeredUntil } = chat;
  return (
    <>
      {!onlyWaits(chat) && (
        <span class="state" data-state={state}>
          {t(`state-${state}`)}
        </span>
      )}
      {waitingSince !== null && (
        <span class="state" data-state="queued">
          <Waiting since={waitingSince} />
        </span>
      )}
      {offeredUntil !== null && <OfferEnds until={offeredUntil} />}
    </>
  );
}

function waitsForSomebody({ state }: ChatSummary): boolean {
  return state === 'queued' || state === 'unanswered' || state === 'assigned';
}

function whereOf({ site, group, operator }: ChatSummary): string {
  return inRow([asText(site.name), asText(group?.name), asText(operator?.name)]);
}
