import type { ComponentChildren } from 'preact';
import type { OperatorClient, Pending } from '../../client/index.ts';
import type { ChatSummary } from '../../protocol/index.ts';
import { FileBody } from '../files/index.ts';
import { live } from '../session.ts';
import { refusalWords, t } from '../text/index.ts';
import { asText } from '../visitors/index.ts';
import { otherAnswering } from './acts/index.ts';
import { MessageText } from './message-text.tsx';

interface PendingProps {
  readonly pending: Pending;
  readonly client: OperatorClient;
  readonly summary: ChatSummary | undefined;
}

/** Something that is on its way into the log, or was refused. */
export function PendingItem({ pending, client, summary }: PendingProps) {
  const { event } = pending;
  switch (event.kind) {
    case 'joined':
    case 'closed':
    case 'reopened':
    case 'transferred':
      return (
        <li class="step small">
          {pending.state.name === 'sending' ? (
            <span class="muted">{t(`doing-${event.kind}`)}</span>
          ) : (
            <Failure words={whyNotDone(pending, refusalWords(pending.state), summary)}>
              {event.kind === 'transferred' && event.note !== undefined && (
                <MessageText text={event.note} />
              )}
              <button type="button" class="quiet" onClick={() => client.discard(pending.id)}>
                {t('discard')}
              </button>
            </Failure>
          )}
        </li>
      );
    default:
      return <PendingSaid pending={pending} client={client} />;
  }
}

/** Of two who accept at once, the second is told in their own language who was first. */
function whyNotDone({ event }: Pending, reason: string, summary: ChatSummary | undefined): string {
  const other = summary && otherAnswering(summary, live.value?.me?.id);
  if (event.kind === 'joined' && other) return t('quicker', { name: asText(other.name) });
  return t('notDone', { reason });
}

function PendingSaid({ pending, client }: Omit<PendingProps, 'summary'>) {
  const { event, state, id } = pending;
  const isSaid = event.kind === 'message' || event.kind === 'note';
  return (
    <li class={`said ours ${event.kind} pending`}>
      {event.kind === 'file' && <FileBody file={event.file} />}
      {isSaid && <MessageText text={event.text} />}
      {state.name === 'sending' ? (
        <p class="small muted">{t('sending')}</p>
      ) : (
        <Failure words={t('notSent', { reason: refusalWords(state) })}>
          <button type="button" class="quiet" onClick={() => client.retry(id)}>
            {t('tryAgain')}
          </button>
          <button type="button" class="quiet" onClick={() => client.discard(id)}>
            {t('discard')}
          </button>
        </Failure>
      )}
    </li>
  );
}

function Failure({ words, children }: { words: string; children: ComponentChildren }) {
  return (
    <div class="row small failed" role="alert">
      {words}
      {children}
    </div>
  );
}
