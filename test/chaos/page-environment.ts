import { WebSocket } from 'ws';
import type { Environment } from '../../client/index.ts';
import type { Random } from '../helpers/seeded-random.ts';

/** What clients did, all of them together. */
export interface LineCounts {
  sockets: number;
  /** `send` frames, repeats included. */
  sends: number;
}

/** Surroundings of a page in Node; `wake` is what a browser says when the page is looked at again. */
export interface PageEnvironment extends Environment {
  wake(): void;
}

/** Surroundings with their own random source, whose sockets are counted. */
export function pageEnvironment(
  headers: Record<string, string>,
  random: Random,
  counts: LineCounts,
): PageEnvironment {
  const wakers = new Set<() => void>();
  class PageSocket extends WebSocket {
    constructor(address: string | URL, protocols?: string | string[]) {
      super(address, protocols, { headers });
      counts.sockets += 1;
      // A socket that cannot be opened also closes; ws reports both, and throws where nobody hears the first.
      this.on('error', () => undefined);
    }

    override send(frame: string): void {
      if (frame.startsWith('{"type":"send"')) counts.sends += 1;
      super.send(frame);
    }
  }
  return {
    // ws has the browser's interface; its types differ in the events' classes, which the client does not touch.
    WebSocket: PageSocket as unknown as Environment['WebSocket'],
    // The fault proxy lets WebSockets through, so the way over HTTP is not taken for long.
    fetch: (address, request) => fetch(address, { ...request, headers }),
    now: Date.now,
    random: random.next,
    onWake(waker) {
      wakers.add(waker);
      return () => wakers.delete(waker);
    },
    wake() {
      for (const waker of wakers) waker();
    },
    onLeave: () => () => undefined,
    holdPage: () => undefined,
  };
}
