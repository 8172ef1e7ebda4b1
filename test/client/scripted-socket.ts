import type { Environment } from '../../client/index.ts';

/**
 * A WebSocket by hand: the test opens and closes it and sees what was sent. It has no network, no order of its own and
 * no buffer.
 */
export class ScriptedSocket {
  static readonly OPEN = 1;
  static made: ScriptedSocket[] = [];
  static get last(): ScriptedSocket {
    const socket = ScriptedSocket.made.at(-1);
    if (!socket) throw new Error('no socket was opened');
    return socket;
  }

  readyState = 0;
  readonly sent: { type: string }[] = [];
  onopen?: () => void;
  onmessage?: (event: { data: string }) => void;
  onclose?: (event: { code: number; reason: string }) => void;

  constructor() {
    ScriptedSocket.made.push(this);
  }

  send(frame: string): void {
    this.sent.push(JSON.parse(frame));
  }

  close(): void {
    this.readyState = 3;
  }

  /** The relay accepts and says welcome. */
  welcomes(): void {
    this.readyState = ScriptedSocket.OPEN;
    this.onopen?.();
    this.says({ type: 'welcome' });
  }

  says(frame: object): void {
    this.onmessage?.({ data: JSON.stringify(frame) });
  }

  /** The line breaks, or the relay closes it. */
  breaks(code = 1006, reason = ''): void {
    this.readyState = 3;
    this.onclose?.({ code, reason });
  }
}

/** Surroundings in which sockets are scripted and `wake` says that the computer woke up. */
export function scriptedEnvironment(random = 0.5): { environment: Environment; wake: () => void } {
  const wakers = new Set<() => void>();
  ScriptedSocket.made = [];
  return {
    wake: () => {
      for (const waker of wakers) waker();
    },
    environment: {
      // The client uses of a WebSocket what is above.
      WebSocket: ScriptedSocket as unknown as Environment['WebSocket'],
      fetch: () => Promise.reject(new Error('there is no network')),
      now: Date.now,
      random: () => random,
      onWake(listener) {
        wakers.add(listener);
        return () => wakers.delete(listener);
      },
      onLeave: () => () => undefined,
      holdPage: () => undefined,
    },
  };
}
