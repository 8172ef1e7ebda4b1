import { useEffect, useState } from 'preact/hooks';
import type { ConnectionState } from '../../../client/index.ts';
import { asText } from '../../../protocol/index.ts';
import type { Translator } from '../../text/index.ts';
import { Icon, OFFLINE } from '../icon/index.ts';

interface NoticeProps {
  readonly connection: ConnectionState;
  readonly words: Translator;
  readonly onRetry: () => void;
}

/** The line's state in words, where it is not simply open; and a way not to wait for the next attempt. */
export function ConnectionNotice({ connection, words, onRetry }: NoticeProps) {
  const isWaiting = connection.name === 'waiting';
  useClock(isWaiting);
  useNetwork();
  useReport(connection);
  const isOffline = !navigator.onLine && connection.name !== 'refused';
  const said = isOffline ? words.say('offline') : sentenceFor(connection, words);
  return (
    <div class="notice" role="status">
      {said !== '' && (
        <p class={`line ${connection.name}`}>
          {(isOffline || connection.name !== 'connecting') && <Icon shape={OFFLINE} />}
          {/* Its seconds are for the eye: read out each second they would drown everything else. */}
          <span aria-hidden={isWaiting && !isOffline}>{said}</span>
          {isWaiting && !isOffline && <span class="hidden">{words.say('connecting')}</span>}
          {isWaiting && (
            <button type="button" class="link" onClick={onRetry}>
              {words.say('retry')}
            </button>
          )}
        </p>
      )}
    </div>
  );
}

function sentenceFor(connection: ConnectionState, words: Translator): string {
  switch (connection.name) {
    case 'idle':
    case 'open':
      return '';
    case 'connecting':
      return words.say('connecting');
    case 'waiting': {
      const seconds = Math.max(0, Math.ceil((connection.retryAt - Date.now()) / 1_000));
      return words.say('reconnecting', { seconds });
    }
    case 'refused':
      return words.say('refused', { reason: asText(connection.reason) });
  }
}

/** Draws again every second while somebody waits for the next attempt. */
function useClock(isDue: boolean): void {
  const [, redraw] = useState(0);
  useEffect(() => {
    if (!isDue) return undefined;
    const timer = setInterval(() => redraw((count) => count + 1), 1_000);
    return () => clearInterval(timer);
  }, [isDue]);
}

/** Draws again when the network goes or comes: a socket notices only when its next ping is due. */
function useNetwork(): void {
  const [, redraw] = useState(0);
  useEffect(() => {
    const onChange = () => redraw((count) => count + 1);
    addEventListener('online', onChange);
    addEventListener('offline', onChange);
    return () => {
      removeEventListener('online', onChange);
      removeEventListener('offline', onChange);
    };
  }, []);
}

/** A refusal is for the page's owner too: it says what to change. */
function useReport(connection: ConnectionState): void {
  const reason = connection.name === 'refused' ? asText(connection.reason) : '';
  useEffect(() => {
    // biome-ignore lint/suspicious/noConsole: the page's owner looks here
    if (reason !== '') console.error(`Counterbell: ${reason}`);
  }, [reason]);
}
