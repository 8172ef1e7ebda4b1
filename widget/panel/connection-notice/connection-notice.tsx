import { useEffect, useState } from 'preact/hooks';
import type { ConnectionState } from '../../../client/index.ts';
import type { Translator } from '../../text/index.ts';
import { Icon } from '../icon.tsx';
import { asText } from '../messages/index.ts';

interface NoticeProps {
  readonly connection: ConnectionState;
  readonly words: Translator;
}

/** The line's state in words, where it is not simply open. */
export function ConnectionNotice({ connection, words }: NoticeProps) {
  const isWaiting = connection.name === 'waiting';
  useRedraw(isWaiting);
  useReport(connection);
  const said = sentenceFor(connection, words);
  return (
    <div class="notice" role="status">
      {said !== '' && (
        <p class={`line ${connection.name}`}>
          {connection.name !== 'connecting' && <Icon name="offline" />}
          {/* Its seconds are for the eye: read out each second they would drown everything else. */}
          <span aria-hidden={isWaiting}>{said}</span>
          {isWaiting && <span class="hidden">{words.say('connecting')}</span>}
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
      if (!navigator.onLine) return words.say('offline');
      const seconds = Math.max(0, Math.ceil((connection.retryAt - Date.now()) / 1_000));
      return words.say('reconnecting', { seconds });
    }
    case 'refused':
      return words.say('refused', { reason: asText(connection.reason) });
  }
}

/** Counts the seconds down while somebody waits for them. */
function useRedraw(isDue: boolean): void {
  const [, redraw] = useState(0);
  useEffect(() => {
    if (!isDue) return undefined;
    const timer = setInterval(() => redraw((count) => count + 1), 1_000);
    return () => clearInterval(timer);
  }, [isDue]);
}

/** A refusal is for the page's owner too: it says what to change. */
function useReport(connection: ConnectionState): void {
  const reason = connection.name === 'refused' ? asText(connection.reason) : '';
  useEffect(() => {
    // biome-ignore lint/suspicious/noConsole: the page's owner looks here
    if (reason !== '') console.error(`Counterbell: ${reason}`);
  }, [reason]);
}
