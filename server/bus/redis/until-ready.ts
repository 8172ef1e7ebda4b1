import type { Cluster, Redis } from 'ioredis';

/** What speaks to the server: one connection, or those to all masters of a cluster. */
export type Client = Redis | Cluster;

/**
 * Connects a client. Rejects with the first trouble it tells of, which says more than that it ended, and leaves nothing
 * open then; the signal ends the attempt.
 */
export async function untilReady<C extends Client>(client: C, signal: AbortSignal): Promise<C> {
  try {
    await connected(client, signal);
    return client;
  } catch (error) {
    client.disconnect();
    throw error;
  }
}

function connected(client: Client, signal: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    let trouble: unknown;
    let isWrong = false;
    const note = (error: unknown): void => {
      trouble ??= error;
    };
    const settle = (error?: unknown): void => {
      signal.removeEventListener('abort', abort);
      if (error === undefined) resolve();
      else reject(trouble ?? error);
    };
    const abort = (): void => settle(signal.reason);
    signal.addEventListener('abort', abort);
    client.on('sentinelError', note).on('node error', note);
    // It stays for the client's life, which would write on the console otherwise; what matters later is told by `end`.
    client.on('error', (error) => {
      note(error);
      isWrong = true;
      takeMoreErrors(client);
    });
    client.once('end', () => settle(ended()));
    // Of a database that does not exist a client only tells, and goes on with another.
    client.connect().then(() => settle(isWrong ? ended() : undefined), settle);
    if (signal.aborted) abort();
  });
}

/**
 * ioredis listens for a socket's first error only, and TLS has more than one to tell: a certificate is refused here, and
 * then the server complains of that. The second one would end the process.
 */
function takeMoreErrors(client: Client): void {
  if ('stream' in client) client.stream?.on('error', () => undefined);
}

function ended(): Error {
  return new Error('Connection is closed.');
}
