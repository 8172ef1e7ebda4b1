import { type Connection, type ConnectionOptions, createConnection } from './connection.ts';

/** The relay answers what has an id within milliseconds: where nothing at all comes within this time, the line is probed. */
const ANSWER_WAIT_MS = 3_000;
/** A frame that was on its way when the network went would pass for an answer: while it is away, the line is probed again. */
const AGAIN_MS = 4_000;

/**
 * A connection that is probed, as after the computer woke up, where what was sent is not answered, and where the device says that it
 * has no network. It asks nothing more while all is well. For the console: the panel's first load has no room for it.
 */
export function createDoubtingConnection<
  Incoming extends { type: string },
  Outgoing extends object,
>(options: ConnectionOptions<Incoming>): Connection<Outgoing> {
  const { environment, onFrame, onState } = options;
  let doubtTimer: ReturnType<typeof setTimeout> | undefined;
  let probe: () => void = () => undefined;

  function trust(): void {
    clearTimeout(doubtTimer);
    doubtTimer = undefined;
  }

  const connection = createConnection<Incoming, Outgoing>({
    ...options,
    environment: {
      ...environment,
      onWake(listener) {
        probe = listener;
        const probeLine = () => connection.state.name === 'open' && listener();
        const stops = [environment.onWake(listener), whileOffline(probeLine)];
        return () => {
          for (const stop of stops) stop();
        };
      },
    },
    onFrame(frame) {
      trust();
      onFrame(frame);
    },
    onState(state) {
      trust();
      onState(state);
    },
  });

  return {
    get state() {
      return connection.state;
    },
    send(frame) {
      const isSent = connection.send(frame);
      if (isSent && 'id' in frame) doubtTimer ??= setTimeout(() => probe(), ANSWER_WAIT_MS);
      return isSent;
    },
    connect: connection.connect,
    disconnect: connection.disconnect,
    destroy() {
      trust();
      connection.destroy();
    },
  };
}

/** Calls when the device says that it has no network, and now and then until it says that it has. */
function whileOffline(listener: () => void): () => void {
  if (typeof document === 'undefined') return () => undefined;
  let timer: ReturnType<typeof setInterval> | undefined;
  const end = () => clearInterval(timer);
  const begin = () => {
    end();
    listener();
    timer = setInterval(listener, AGAIN_MS);
  };
  addEventListener('offline', begin);
  addEventListener('online', end);
  return () => {
    end();
    removeEventListener('offline', begin);
    removeEventListener('online', end);
  };
}
