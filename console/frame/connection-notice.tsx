import { useEffect, useState } from 'preact/hooks';
import type { ConnectionState, OperatorClient } from '../../client/index.ts';
import { live } from '../session.ts';
import { refusalWords, t } from '../text/index.ts';

/** Says in words that the line is not there, and what happens to what is written meanwhile. */
export function ConnectionNotice({ client }: { client: OperatorClient }) {
  const connection = live.value?.connection;
  if (!connection || connection.name === 'open') return null;
  return (
    <div class="connection" role="status">
      {connection.name === 'refused' && (
        <span>{t('lineRefused', { reason: whyRefused(connection) })}</span>
      )}
      {connection.name === 'waiting' && <Countdown until={connection.retryAt} />}
      {(connection.name === 'connecting' || connection.name === 'idle') && (
        <span>{t('lineConnecting')}</span>
      )}
      {(connection.name === 'waiting' || connection.name === 'refused') && (
        <button type="button" class="quiet" onClick={() => client.connect()}>
          {t('tryNow')}
        </button>
      )}
    </div>
  );
}

/** The close code of a page that is not the relay's own. */
const ORIGIN_NOT_ALLOWED = 4403;

function whyRefused({ code, reason }: Extract<ConnectionState, { name: 'refused' }>): string {
  return refusalWords({ code: code === ORIGIN_NOT_ALLOWED ? 'origin_not_allowed' : '', reason });
}

function Countdown({ until }: { until: number }) {
  const [seconds, setSeconds] = useState(secondsUntil(until));
  useEffect(() => {
    const timer = setInterval(() => setSeconds(secondsUntil(until)), 1_000);
    return () => clearInterval(timer);
  }, [until]);
  return <span>{t(navigator.onLine ? 'lineWaiting' : 'lineOffline', { seconds })}</span>;
}

function secondsUntil(time: number): number {
  return Math.max(0, Math.ceil((time - Date.now()) / 1_000));
}
