import type { CDPSession } from 'playwright-core';
import { waitUntil } from '../../test/helpers/wait-until.ts';

/** What a page and its frames fetched until now, beside what is the page's own. */
export interface Traffic {
  /** Requests, those for a socket among them. */
  readonly requests: readonly string[];
  /** Of answers, as they came over the wire, with their heads; what sockets carry is not among them. */
  readonly bytes: number;
  /** Waits until nothing was fetched for so many milliseconds. */
  rests(quietMs: number): Promise<void>;
}

const PATIENCE_MS = 60_000;

/** Watches a page from before its navigation. `own` begins the addresses that are the page's own. */
export async function watchTraffic(devtools: CDPSession, own: string): Promise<Traffic> {
  const requests: string[] = [];
  const foreign = new Set<string>();
  const open = new Set<string>();
  let bytes = 0;
  let changedAt = performance.now();

  function begin(id: string, url: string): void {
    changedAt = performance.now();
    if (url.startsWith('data:') || url.startsWith('blob:')) return;
    if (!url.startsWith(own)) {
      requests.push(url);
      foreign.add(id);
    }
  }

  function end(id: string, length: number): void {
    changedAt = performance.now();
    open.delete(id);
    if (foreign.has(id)) bytes += length;
  }

  devtools.on('Network.requestWillBeSent', ({ requestId, request }) => {
    open.add(requestId);
    begin(requestId, request.url);
  });
  devtools.on('Network.webSocketCreated', ({ requestId, url }) => begin(requestId, url));
  devtools.on('Network.loadingFinished', (of) => end(of.requestId, of.encodedDataLength));
  devtools.on('Network.loadingFailed', (of) => end(of.requestId, 0));
  await devtools.send('Network.enable');

  return {
    requests,
    get bytes() {
      return bytes;
    },
    rests: (quietMs) =>
      waitUntil(
        `the page rests; still open: ${open.size}`,
        PATIENCE_MS,
        () => open.size === 0 && performance.now() - changedAt > quietMs,
      ),
  };
}
