import { useEffect, useRef, useState } from 'preact/hooks';
import { tinykeys } from 'tinykeys';
import type { OperatorChat, OperatorClient } from '../../client/index.ts';
import type { ChatId, ChatSummary, OperatorId } from '../../protocol/index.ts';
import { live, session } from '../session.ts';
import { t } from '../text/index.ts';
import { Icon } from '../ui/index.ts';
import { asText, nameOf, VisitorPanel } from '../visitors/index.ts';
import { ChatLog } from './chat-log.tsx';
import { Composer } from './composer.tsx';
import './chat.css';

/** One chat: what was said, what to say, and who the visitor is. */
export function Chat({ id }: { id: ChatId }) {
  const client = session.value.name === 'signed-in' ? session.value.client : undefined;
  const [sends, setSends] = useState(0);
  useEffect(() => {
    client?.watch(id);
    return () => client?.unwatch(id);
  }, [client, id]);
  const chat = live.value?.open.get(id);
  const summary = live.value?.chats.get(id);
  useSeen(client, id, chat?.view.last);
  const isReader = session.value.name === 'signed-in' && session.value.operator.role === 'viewer';

  if (!client || !chat) return null;
  if (!summary && live.value?.connection.name === 'open' && chat.view.last === 0) {
    return (
      <main class="nothing-chosen">
        <h1>{t('noSuchChat')}</h1>
      </main>
    );
  }
  return (
    <>
      <main class="chat">
        <Head id={id} client={client} summary={summary} chat={chat} isReader={isReader} />
        <ChatLog
          sends={sends}
          chat={chat}
          seen={summary?.seen.visitor ?? 0}
          delivered={summary?.delivered.visitor ?? 0}
          client={client}
        />
        <Typing chat={chat} />
        {!isReader && (
          <Composer
            id={id}
            client={client}
            isClosed={chat.view.state === 'closed'}
            onSend={() => setSends((count) => count + 1)}
          />
        )}
      </main>
      {summary && <VisitorPanel chat={summary} />}
    </>
  );
}

/** Everything shown counts as seen while the window has the focus. */
function useSeen(client: OperatorClient | undefined, id: ChatId, last: number | undefined): void {
  useEffect(() => {
    const mark = () => {
      if (document.hasFocus() && last !== undefined) client?.markSeen(id);
    };
    mark();
    window.addEventListener('focus', mark);
    return () => window.removeEventListener('focus', mark);
  }, [client, id, last]);
}

interface HeadProps {
  id: ChatId;
  client: OperatorClient;
  summary: ChatSummary | undefined;
  chat: OperatorChat;
  isReader: boolean;
}

function Head({ id, client, summary, chat, isReader }: HeadProps) {
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => heading.current?.focus(), []);
  const me = live.value?.me?.id;
  return (
    <header>
      <a class="back" href="/console">
        <Icon name="back" />
        <span class="hidden">{t('toInbox')}</span>
      </a>
      <div class="title">
        <h1 ref={heading} tabIndex={-1}>
          {(summary && nameOf(summary)) || t('visitor')}
        </h1>
        {summary && (
          <p class="small muted">
            {t(`state-${summary.state}`)}
            {summary.operator && ` · ${asText(summary.operator.name)}`}
          </p>
        )}
      </div>
      {summary && !isReader && (
        <Actions id={id} client={client} summary={summary} me={me} isBusy={isStepPending(chat)} />
      )}
    </header>
  );
}

interface ActionsProps {
  id: ChatId;
  client: OperatorClient;
  summary: ChatSummary;
  me: OperatorId | undefined;
  isBusy: boolean;
}

/** A step that is on its way must not be taken twice. */
function isStepPending({ pending }: OperatorChat): boolean {
  return pending.some(({ event }) => event.kind === 'joined' || event.kind === 'closed');
}

function Actions({ id, client, summary, me, isBusy }: ActionsProps) {
  const isMine = summary.state === 'active' && summary.operator?.id === me;
  const isOpen = summary.state !== 'closed';
  const accept = () => client.send(id, { kind: 'joined' });
  useEffect(() => {
    if (!isOpen || isMine || isBusy) return undefined;
    return tinykeys(window, {
      a: ({ target }) => {
        if (target instanceof HTMLElement && target.matches('input, textarea, select')) return;
        accept();
      },
    });
  }, [isOpen, isMine, isBusy]);
  if (!isOpen) return null;
  return (
    <div class="row">
      {!isMine && (
        <button type="button" disabled={isBusy} onClick={accept}>
          {t(summary.state === 'active' ? 'takeOver' : 'accept')}
        </button>
      )}
      <button
        type="button"
        class="quiet"
        disabled={isBusy}
        onClick={() => client.send(id, { kind: 'closed' })}
      >
        {t('closeChat')}
      </button>
    </div>
  );
}

function Typing({ chat }: { chat: OperatorChat }) {
  const isVisitor = chat.typing.some(({ role }) => role === 'visitor');
  const isColleague = chat.typing.some(({ role }) => role === 'operator');
  return (
    <p class="typing small muted" aria-live="polite">
      {isVisitor ? t('visitorTypes') : isColleague && t('colleagueTypes')}
    </p>
  );
}
