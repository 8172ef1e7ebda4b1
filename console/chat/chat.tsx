import { useCallback, useEffect, useState } from 'preact/hooks';
import type { OperatorChat, OperatorClient } from '../../client/index.ts';
import { filesIn } from '../../client/later.ts';
import type { ChatId } from '../../protocol/index.ts';
import { useCommands } from '../commands/index.ts';
import { useUploads } from '../files/index.ts';
import { live, session } from '../session.ts';
import { ChatTags } from '../tags/index.ts';
import { t } from '../text/index.ts';
import { Question } from '../ui/index.ts';
import { asText, nameOf, VisitorPanel } from '../visitors/index.ts';
import { otherAnswering } from './acts/index.ts';
import { ChatLog } from './chat-log.tsx';
import { Composer, type Quoted } from './composer.tsx';
import { Head } from './head.tsx';
import { Quoting } from './message-tools.tsx';
import { SaveTranscript } from './save-transcript.tsx';
import { Strips } from './strips.tsx';
import { Typing } from './typing.tsx';
import './chat.css';

const NOBODY = { client: undefined, operator: undefined };

/** One chat: what was said, what to say, and who the visitor is. */
export function Chat({
  id,
  goTo,
  back = '/console',
}: {
  id: ChatId;
  /** The seq of what is to be shown and marked; null shows the end. */
  goTo: number | null;
  /** Where its list is. */
  back?: string;
}) {
  const { client, operator } = session.value.name === 'signed-in' ? session.value : NOBODY;
  const [sends, setSends] = useState(0);
  useEffect(() => {
    client?.watch(id);
    return () => client?.unwatch(id);
  }, [client, id]);
  const chosen = useUploads(id, client, () => setSends((count) => count + 1));
  const [isDropping, setDropping] = useState(false);
  const [taking, setTaking] = useState<{ readonly from: string; readonly act: () => void }>();
  const chat = live.value?.open.get(id);
  const summary = live.value?.chats.get(id);
  const isReader = operator?.role === 'viewer';
  const other = summary && otherAnswering(summary, live.value?.me?.id);
  const uploads = { ...chosen, add: addFiles };
  // Whoever only looks on has not seen it for whom the visitor waits.
  useSeen(isReader || other ? undefined : client, id, chat?.view.last);
  const { quoted, setQuoted } = useQuoting(chat, isReader);

  const isClosed = chat?.view.state === 'closed';

  /** Asks before what would take the chat from a colleague without a word, such as a file that is sent as soon as it is there. */
  function takeOver(act: () => void) {
    if (other) setTaking({ from: asText(other.name), act });
    else act();
  }

  function addFiles(files: readonly File[]) {
    takeOver(() => chosen.add(files));
  }

  function take(event: DragEvent | ClipboardEvent) {
    const files = isReader || isClosed ? null : filesIn(event);
    const isHeld = event.type === 'dragover';
    setDropping(files !== null && isHeld);
    if (files && !isHeld) uploads.add(files);
  }

  if (!client || !operator || !chat) return null;
  if (!summary && live.value?.connection.name === 'open' && chat.view.last === 0) {
    return (
      <main class="nothing-chosen">
        <h1>{t('noSuchChat')}</h1>
      </main>
    );
  }
  return (
    <>
      <main
        class={isDropping ? 'chat dropping' : 'chat'}
        onPaste={take}
        onDragOver={take}
        onDrop={take}
        onDragLeave={() => setDropping(false)}
      >
        <Head back={back} client={client} summary={summary} chat={chat} operator={operator} />
        {summary && <Strips summary={summary} chat={chat} isReader={isReader} />}
        {summary && <ChatTags chat={summary} client={client} isReader={isReader} />}
        <Quoting.Provider value={isReader ? null : setQuoted}>
          <ChatLog
            id={id}
            visitor={summary ? nameOf(summary) : t('visitor')}
            goTo={goTo}
            sends={sends}
            chat={chat}
            seen={summary?.seen.visitor ?? 0}
            delivered={summary?.delivered.visitor ?? 0}
            client={client}
          />
        </Quoting.Provider>
        <Typing chat={chat} />
        {!isReader && (
          <Composer
            id={id}
            client={client}
            isClosed={isClosed}
            isOwn={summary?.state === 'active' && summary.operator?.id === live.value?.me?.id}
            other={asText(other?.name)}
            takeOver={takeOver}
            quoted={quoted}
            uploads={uploads}
            onSend={() => setSends((count) => count + 1)}
          />
        )}
        {taking && (
          <Question
            title={t('takesOverAsk', { name: taking.from })}
            yes={t('takeOver')}
            no={t('cancel')}
            onAnswer={(isMeant) => {
              setTaking(undefined);
              if (isMeant) taking.act();
            }}
          />
        )}
      </main>
      {summary && session.value.name === 'signed-in' && (
        <VisitorPanel chat={summary} view={chat.view} operator={session.value.operator}>
          <SaveTranscript chat={summary} view={chat.view} />
        </VisitorPanel>
      )}
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

/** What the operator wants to answer with a quotation of it: by a message's button, or of what the visitor said last. */
function useQuoting(chat: OperatorChat | undefined, isReader: boolean) {
  const [quoted, setQuoted] = useState<Quoted | null>(null);
  const quote = useCallback((text: string) => setQuoted({ text }), []);
  const last = chat?.view.items.findLast(
    (item) => item.author.role === 'visitor' && item.body.kind === 'message',
  );
  const text = last?.body.kind === 'message' ? asText(last.body.text) : '';
  useCommands(
    [
      {
        id: 'chat.quote',
        words: t('quoteLast'),
        keys: 'q',
        isAvailable: () => !isReader && text !== '',
        run: () => quote(text),
      },
    ],
    'chat',
  );
  return { quoted, setQuoted: quote };
}
