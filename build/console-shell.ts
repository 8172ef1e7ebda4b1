import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';

/** What the console's service worker keeps: the page, and every file whose name carries its content's hash. */
export function consoleShell(folder = 'dist/console') {
  const page = readFileSync(`${folder}/index.html`);
  const files = readdirSync(`${folder}/assets`)
    .filter((name) => !name.endsWith('.map'))
    .sort()
    .map((name) => `/console/assets/${name}`);
  const pageHash = createHash('sha256').update(page).digest('hex');
  const version = createHash('sha256')
    .update([pageHash, ...files].join())
    .digest('hex');
  return { version: version.slice(0, 16), pageHash, files };
}
