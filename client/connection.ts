import { afterClose, LIMITS, NAMES } from '../protocol/index.ts';
import type { Environment } from './environment.ts';
import type { LineSocket } from './http-line.ts';
import type { ConnectionState } from './types.ts';

const FIRST_WAIT_MS = 500;
const LONGEST_WAIT_MS = 30_000;
/** No answer to a ping within this time: the line is dead. */
const PONG_WAIT_MS = 10_000;
/** The same where there is reason for doubt, such as a computer that just woke up. */
const PROBE_WAIT_MS = 3_000;
/**
 * A socket that was not welcomed by then leads nowhere: some proxies accept one and let nothing through. A relay that is
 * only busy gets more time with every attempt, up to four times as much.
 */
const WELCOME_WAIT_MS = 5_000;
/** So many WebSockets in a row that got no welcome are taken for blocked, where none ever got one … */
const FAILURES_AT_FIRST = 2;
/** … and where one did, which rather means that the relay is away. */
const FAILURES_LATER = 4;

export interface ConnectionOptions<Incoming> {
  readonly environment: Environment;
  /** http or https address of the relay, and the socket's path. */
  readonly url: string;
  /** Made anew for every socket. */
  readonly hello: () => object;
  /** Made anew for every ping. Default: one that says nothing more. */
  readonly ping?: () => object;
  readonly onFrame: (frame: Incoming) => void;
  readonly onState: (state: ConnectionState) => void;
  /** The relay does not know the token: what was known by it is void. A new socket follows. */
  readonly onTokenRefused: () => void;
  /** Loads what stands in for a WebSocket where none gets through. Missing: there is nothing. */
  readonly loadHttpLine?: () => Promise<(address: string) => LineSocket>;
}

/** One line to the relay that comes back by itself until it is told not to. */
export interface Connection<Outgoing> {
  readonly state: ConnectionState;
  /** True when the frame went to an open socket; what is lost after that is the outbox's matter. */
  send(frame: Outgoing): boolean;
  connect(): void;
  /** `last` is sent before the socket closes. */
  disconnect(last?: Outgoing): void;
  destroy(): void;
}

export function createConnection<Incoming extends { type: string }, Outgoing extends object>(
  options: ConnectionOptions<Incoming>,
): Connection<Outgoing> {
  const { environment } = options;
  const address = options.url.replace(/^http/, 'ws');
  let state: ConnectionState = { name: 'idle' };
  let socket: LineSocket | WebSocket | undefined;
  let openHttpLine: ((address: string) => LineSocket) | undefined;
  let attempt = 0;
  /** Lines in a row that got no welcome; every second one goes over HTTP once there are enough. */
  let failures = 0;
  let enough = FAILURES_AT_FIRST;
  let spreadMs = 0;
  let retryTimer: ReturnType<typeof setTimeout> | undefined;
  let pingTimer: ReturnType<typeof setTimeout> | undefined;
  let pongTimer: ReturnType<typeof setTimeout> | undefined;

  function move(next: ConnectionState): void {
    state = next;
    options.onState(state);
  }

  function open(): void {
    clearTimeout(retryTimer);
    attempt += 1;
    move({ name: 'connecting', attempt });
    const isOverHttp = openHttpLine !== undefined && failures >= enough && failures % 2 === 0;
    const opened: LineSocket | WebSocket =
      isOverHttp && openHttpLine
        ? openHttpLine(address)
        : new environment.WebSocket(address, NAMES.subprotocol);
    socket = opened;
    const isCurrent = () => socket === opened;
    opened.onopen = () => isCurrent() && opened.send(JSON.stringify(options.hello()));
    opened.onmessage = ({ data }: { data: unknown }) => {
      if (isCurrent() && typeof data === 'string') take(data);
    };
    opened.onclose = ({ code, reason }: { code: number; reason: string }) => {
      if (isCurrent()) closed(code, reason);
    };
    expectAnswer(WELCOME_WAIT_MS * Math.min(attempt, 4));
  }

  function take(data: string): void {
    clearTimeout(pongTimer);
    // The relay is trusted to speak the protocol: its frames are made from the schemas these types come from.
    const frame = JSON.parse(data) as Incoming;
    if (frame.type === 'goaway' && 'spread' in frame) spreadMs = Number(frame.spread);
    if (frame.type === 'welcome') {
      attempt = 0;
      if (socket instanceof environment.WebSocket) {
        failures = 0;
        enough = FAILURES_LATER;
      }
      schedulePing();
      const welcomed = socket;
      options.onFrame(frame);
      // Its receiver may have hung up.
      if (socket === welcomed) move({ name: 'open' });
      return;
    }
    options.onFrame(frame);
  }

  function closed(code: number, reason: string): void {
    drop();
    // A relay that told when to come back was reached.
    if (spreadMs === 0) failures += 1;
    if (failures >= enough) loadHttpLine();
    const after = afterClose(code);
    if (after === 'stop') {
      move({ name: 'refused', code, reason });
      return;
    }
    if (after === 'reconnect-without-token') options.onTokenRefused();
    retryIn(waitMs());
  }

  function loadHttpLine(): void {
    if (openHttpLine || !options.loadHttpLine) return;
    options.loadHttpLine().then(
      (loaded) => {
        openHttpLine = loaded;
      },
      // The network is away altogether; it is asked for again after the next failure.
      () => undefined,
    );
  }

  /** Full jitter: any time up to a bound that doubles, so that a thousand clients do not come back at once. */
  function waitMs(): number {
    if (spreadMs > 0) {
      const spread = spreadMs;
      spreadMs = 0;
      return environment.random() * spread;
    }
    const bound = Math.min(LONGEST_WAIT_MS, FIRST_WAIT_MS * 2 ** Math.max(0, attempt - 1));
    return FIRST_WAIT_MS / 2 + environment.random() * bound;
  }

  function retryIn(ms: number): void {
    retryTimer = setTimeout(open, ms);
    move({ name: 'waiting', retryAt: environment.now() + ms, attempt });
  }

  function schedulePing(): void {
    clearTimeout(pingTimer);
    pingTimer = setTimeout(
      () => {
        ping(PONG_WAIT_MS);
        schedulePing();
      },
      LIMITS.heartbeatMs * (0.8 + environment.random() * 0.4),
    );
  }

  function ping(withinMs: number): void {
    socket?.send(JSON.stringify({ type: 'ping', ...options.ping?.() }));
    expectAnswer(withinMs);
  }

  function expectAnswer(withinMs: number): void {
    clearTimeout(pongTimer);
    pongTimer = setTimeout(() => closed(1006, ''), withinMs);
  }

  /** Lets go of the socket without waiting for it: a dead line answers no close either. */
  function drop(code?: number): void {
    const dropped = socket;
    socket = undefined;
    clearTimeout(retryTimer);
    clearTimeout(pingTimer);
    clearTimeout(pongTimer);
    dropped?.close(code);
  }

  const stopWaking = environment.onWake(() => {
    if (state.name === 'waiting') open();
    else if (state.name === 'open') ping(PROBE_WAIT_MS);
  });

  // An open line keeps a page out of the back-forward cache; one that comes back from there is woken.
  const stopLeaving = environment.onLeave(() => {
    if (state.name === 'idle' || state.name === 'refused') return;
    drop(1000);
    retryIn(FIRST_WAIT_MS);
  });

  function disconnect(last?: Outgoing): void {
    if (last && state.name === 'open') socket?.send(JSON.stringify(last));
    drop(1000);
    attempt = 0;
    move({ name: 'idle' });
  }

  return {
    get state() {
      return state;
    },
    send(frame) {
      if (state.name !== 'open' || socket?.readyState !== environment.WebSocket.OPEN) return false;
      socket.send(JSON.stringify(frame));
      return true;
    },
    connect() {
      if (state.name === 'connecting' || state.name === 'open') return;
      open();
    },
    disconnect,
    destroy() {
      stopWaking();
      stopLeaving();
      drop(1000);
      state = { name: 'idle' };
    },
  };
}
