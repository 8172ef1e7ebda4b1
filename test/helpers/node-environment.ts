import { type ClientOptions, WebSocket } from 'ws';
import type { Environment } from '../../client/index.ts';

/** Lets the client run in Node, as if it stood on a page of this origin. Nothing ever wakes it but its own timers. */
export function nodeEnvironment(headers: Record<string, string>): Environment {
  class PageSocket extends WebSocket {
    constructor(address: string | URL, protocols?: string | string[]) {
      const options: ClientOptions = { headers };
      super(address, protocols, options);
      // A socket that cannot be opened also closes; ws reports both, and throws where nobody hears the first.
      this.on('error', () => undefined);
    }
  }
  return {
    // ws has the browser's interface; its types differ in the events' classes, which the client does not touch.
    WebSocket: PageSocket as unknown as Environment['WebSocket'],
    fetch: (address, request) => fetch(address, { ...request, headers }),
    now: Date.now,
    random: Math.random,
    onWake: () => () => undefined,
    onLeave: () => () => undefined,
    holdPage: () => undefined,
  };
}
