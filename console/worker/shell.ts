/** The page and the files of one version of the console. */
export interface Shell {
  /** Changes with every file. */
  readonly version: string;
  /** SHA-256 of the page, hexadecimal. */
  readonly pageHash: string;
  /** Paths of the files. */
  readonly files: readonly string[];
}

const PREFIX = 'counterbell-shell-';
const PAGE = '/console';

/**
 * Fetches what is not kept yet. Rejects where a file is missing, or where the page is another version's, as while relays are
 * replaced one after another: the browser tries again later.
 */
export async function fillShell(shell: Shell): Promise<void> {
  const cache = await caches.open(PREFIX + shell.version);
  const known = new Set((await cache.keys()).map(({ url }) => new URL(url).pathname));
  if (!known.has(PAGE)) await cache.put(PAGE, await fetchPage(shell));
  await cache.addAll(shell.files.filter((path) => !known.has(path)));
}

async function fetchPage({ pageHash }: Shell): Promise<Response> {
  const page = await fetch(PAGE, { cache: 'no-cache' });
  const body = await page.clone().arrayBuffer();
  const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', body));
  const hash = [...digest].map((byte) => byte.toString(16).padStart(2, '0')).join('');
  if (!page.ok || hash !== pageHash) throw new Error('the relay serves another version');
  return page;
}

/** Removes what earlier versions kept. */
export async function dropOlderShells({ version }: Shell): Promise<void> {
  const names = await caches.keys();
  const older = names.filter((name) => name.startsWith(PREFIX) && name !== PREFIX + version);
  await Promise.all(older.map((name) => caches.delete(name)));
}

/** What is kept at this address, else what the network answers. */
export async function fromShell(
  { version }: Shell,
  request: Request,
  address: string,
): Promise<Response> {
  const kept = await caches.match(address, { cacheName: PREFIX + version });
  return kept ?? fetch(request);
}
