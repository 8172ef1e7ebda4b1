import { useEffect, useState } from 'preact/hooks';
import type { ConnectionState } from '../../../client/index.ts';
import type { Translator } from '../../text/index.ts';
import { Icon, OFFLINE } from '../icon/index.ts';
import { lazyPart } from '../lazy-part.tsx';
import type { PanelModel } from '../model.ts';

const Refusal = lazyPart(() => import('./refusal.tsx'));

interface NoticeProps {
  readonly model: PanelModel;
  readonly onRetry: () => void;
}

/** The line's state in words, where it is not simply open; and a way not to wait for the next attempt. */
export function ConnectionNotice({ model, onRetry }: NoticeProps) {
  const { words, visitor } = model;
  const { connection } = visitor;
  const isWaiting = connection.name === 'waiting';
  useClock(isWaiting);
  useNetwork();
  const isRefused = connection.name === 'refused';
  const isOffline = !navigator.onLine && !isRefused;
  const said = isOffline ? words.say('offline') : sentenceFor(connection, words);
  return (
    <div class="notice" role="status">
      {isRefused && <Refusal model={model} />}
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
    // Said by a part of its own.
    case 'refused':
      return '';
    case 'connecting':
      return words.say('connecting');
    case 'waiting': {
      const seconds = Math.max(0, Math.ceil((connection.retryAt - Date.now()) / 1_000));
      return words.say('reconnecting', { seconds });
    }
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
