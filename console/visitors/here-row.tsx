import type { Operator, VisitorRow } from '../../protocol/index.ts';
import { leave } from '../leaving/index.ts';
import { mayWrite } from '../session.ts';
import { t } from '../text/index.ts';
import { asText, nameOf } from './as-text.ts';
import { FirstMessage } from './first-message.tsx';
import { PageLink, StrangeText } from './strange-text.tsx';
import { TimeSince } from './time-since.tsx';
import { VerifiedMark } from './verified-mark.tsx';

interface HereRowProps {
  readonly row: VisitorRow;
  readonly operator: Operator;
  /** A first message to them is being written. */
  readonly isWriting: boolean;
  /** Begins or ends that. */
  readonly onWriting: (isWriting: boolean) => void;
}

/** A visitor who is here: where, for how long, and what may be done. */
export function HereRow({ row, operator, isWriting, onWriting }: HereRowProps) {
  const { page, device, visits, state, chat, site } = row;
  const host = hostOf(asText(page.referrer));
  const browser = [device.browser, device.system].filter(Boolean).join(', ');
  return (
    <li data-visitor={row.visitor.id}>
      <div class="here-who">
        <strong>
          <StrangeText text={nameOf(row)} />
        </strong>
        <VerifiedMark verified={row.visitor.verified} />
        <span class="state" data-state={STATE_COLOURS[state]}>
          {t(`visitor-${state}`)}
        </span>
        {chat?.operatorName && (
          <span class="small muted">
            <StrangeText text={chat.operatorName} />
          </span>
        )}
      </div>
      <div class="here-where">
        <PageLink url={page.url} title={page.title} />
        <p class="small muted">
          <TimeSince since={row.pageSince} /> {t('onThisPage')}
        </p>
      </div>
      <div class="small muted here-about">
        <span>
          {t('hereFor')} <TimeSince since={row.since} />
          {visits > 1 && ` · ${t('visitNumber', { count: visits })}`}
        </span>
        {host && (
          <span>
            {t('referrer')} <StrangeText text={host} />
          </span>
        )}
        {browser && (
          <span>
            <StrangeText text={browser} />
          </span>
        )}
        <span>
          <StrangeText text={site.name} />
        </span>
      </div>
      <div class="here-acts">
        {chat && (
          <a class="button quiet" href={`/console/chat/${chat.id}`}>
            {t('openThisChat')}
          </a>
        )}
        {!chat && mayWrite(operator) && (
          <button
            type="button"
            class="quiet"
            aria-expanded={isWriting}
            onClick={() => leave(() => onWriting(!isWriting))}
          >
            {t('startChatWith')}
          </button>
        )}
      </div>
      {isWriting && !chat && <FirstMessage row={row} onCancel={() => onWriting(false)} />}
    </li>
  );
}

/** Colours of the states of chats, which these are told by. */
const STATE_COLOURS = { looking: 'looking', waiting: 'queued', chatting: 'active' } as const;

/** Where they came from, without what else stands in the address. */
function hostOf(address: string): string {
  try {
    return new URL(address).host;
  } catch {
    // Some pages tell no referrer, and a stranger anything at all.
    return '';
  }
}
