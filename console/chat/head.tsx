import { useEffect, useRef } from 'preact/hooks';
import type { OperatorChat, OperatorClient } from '../../client/index.ts';
import type { ChatSummary, Operator } from '../../protocol/index.ts';
import { OfferEnds, onlyWaits, Waiting } from '../rows/index.ts';
import { inRow, t } from '../text/index.ts';
import { Icon } from '../ui/index.ts';
import { asText, BannedMark, nameOf, VerifiedMark } from '../visitors/index.ts';
import { ChatActs } from './acts/index.ts';

interface HeadProps {
  /** Where its list is. */
  readonly back: string;
  readonly client: OperatorClient;
  readonly summary: ChatSummary | undefined;
  readonly chat: OperatorChat;
  readonly operator: Operator;
}

/** Whose chat it is, how it stands, and what can be done to it. */
export function Head({ back, client, summary, chat, operator }: HeadProps) {
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => heading.current?.focus(), []);
  return (
    <header>
      <a class="back" href={back}>
        <Icon name="back" />
        <span class="hidden">{t('toInbox')}</span>
      </a>
      <div class="title">
        <h1 ref={heading} tabIndex={-1}>
          {summary ? nameOf(summary) : t('visitor')}
        </h1>
        {summary && (
          <p class="small muted standing">
            {summary.ban && <BannedMark ban={summary.ban} />}
            <VerifiedMark verified={summary.visitor.verified} />
            <span class="whose">
              {inRow([
                !onlyWaits(summary) && t(`state-${summary.state}`),
                asText(summary.operator?.name),
                asText(summary.group?.name),
              ])}
            </span>
            {summary.waitingSince !== null && <Waiting since={summary.waitingSince} />}
            {summary.offeredUntil !== null && <OfferEnds until={summary.offeredUntil} />}
          </p>
        )}
      </div>
      {summary && <ChatActs client={client} summary={summary} chat={chat} operator={operator} />}
    </header>
  );
}
