import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { dirname, join, normalize } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The checkout's folder. */
export const ROOT = dirname(dirname(dirname(fileURLToPath(import.meta.url))));

/** Files of the project that git knows or would know, as paths from its root. */
export function projectFiles(): string[] {
  return execFileSync('git', ['ls-files', '--cached', '--others', '--exclude-standard'], {
    cwd: ROOT,
    encoding: 'utf8',
  })
    .split('\n')
    .filter(Boolean);
}

export function readProjectFile(path: string): string {
  return readFileSync(join(ROOT, path), 'utf8');
}

/** TypeScript files in the given top-level folders. */
export function sourceFiles(folders: readonly string[]): string[] {
  return projectFiles().filter(
    (file) => /\.tsx?$/.test(file) && folders.includes(file.split('/')[0] ?? ''),
  );
}

/** What a file imports of the project's own, as paths from its root. */
export function importsOf(file: string): string[] {
  const found = readProjectFile(file).matchAll(/(?:from|import)\s*\(?\s*'(\.[^']+)'/g);
  return [...found].map(([, path]) =>
    normalize(join(dirname(file), (path ?? '').split('?')[0] ?? '')),
  );
}
