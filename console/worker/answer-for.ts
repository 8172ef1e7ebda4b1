/** What of a request this worker needs to know. */
interface Asked {
  readonly method: string;
  readonly mode: string;
  readonly url: string;
}

/** `page`: the console's page, whatever its address. `file`: a file of the shell. `network`: not for this worker. */
export type Answer = 'page' | 'file' | 'network';

/**
 * Who answers a request: this worker for the console's page and the files it was built from, the network for all else, so that
 * nothing of a chat is ever kept. `files` are paths. Pure.
 */
export function answerFor(asked: Asked, origin: string, files: ReadonlySet<string>): Answer {
  const url = new URL(asked.url);
  if (asked.method !== 'GET' || url.origin !== origin) return 'network';
  if (asked.mode === 'navigate') return isScreen(url.pathname) ? 'page' : 'network';
  return files.has(url.pathname) ? 'file' : 'network';
}

/** The preview of a site is a page of the widget's; what has an ending is a file. */
function isScreen(path: string): boolean {
  if (path === '/console') return true;
  return path.startsWith('/console/') && path !== '/console/preview' && !/\.\w+$/.test(path);
}
